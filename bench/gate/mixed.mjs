import { resetPassages } from './state.mjs';
import { isComparable } from '../rig/calibration.mjs';
import { atMost, percentile } from '../rig/verdict.mjs';

/** A busy morning. */
export const BUSY = { scans: 50, reports: 300 };
const MOST_MS = 60;

/**
 * Scans beside reports, on the server and on its peer by turns: A B B A.
 * @param {import('../rig/rig.mjs').Rig} rig
 * @param {import('./drive.mjs').GateDriver} driver
 * @param {{ server: number, twin: number }} ports
 * @param {{ forMs: number, rounds: number, warmUp: number, rates: { scans: number, reports: number } }} options so many a second
 */
export async function runMixed(rig, driver, ports, { forMs, rounds, warmUp, rates }) {
  for (const port of Object.values(ports)) {
    await driver.report({ port, connections: 16, atMost: warmUp });
  }
  /** @type {Record<'server' | 'twin', number[]>} */
  const latencies = { server: [], twin: [] };
  let missing = 0;
  for (let round = 0; round < rounds; round++) {
    for (const name of /** @type {const} */ (['server', 'twin', 'twin', 'server'])) {
      await resetPassages(rig);
      const { scan, report } = await driver.pace({ port: ports[name], forMs, ...rates });
      latencies[name].push(...scan.latencies);
      missing += scan.sent - scan.good + (report.sent - report.good);
      const [p50, p99] = [0.5, 0.99].map((share) => percentile(scan.latencies, share).toFixed(1));
      const reports = percentile(report.latencies, 0.99).toFixed(1);
      console.log(`${name}: scans p50 ${p50} ms, p99 ${p99} ms beside reports p99 ${reports} ms`);
    }
  }
  const [server, twin] = [latencies.server, latencies.twin].map((all) => percentile(all, 0.99));
  return { server, twin, goodBar: atMost('scans and reports of the morning that did not go through', missing, 0) };
}

/**
 * An absolute time is judged where the machine is about as fast as on record, or where it holds in spite of that.
 * @param {{ server: number, twin: number }} p99
 * @param {number} slow
 */
export function latencyBars({ server, twin }, slow) {
  const isJudged = isComparable(slow) || server <= MOST_MS;
  const beside = `${BUSY.scans} scans a second beside ${BUSY.reports} reports`;
  return [
    ...(isJudged ? [atMost(`p99 of ${beside}, ms`, server, MOST_MS)] : []),
    atMost(`p99 of ${beside}, against the twin's (machine ${slow.toFixed(1)}× off the record)`, server / twin, 2.5),
  ];
}
