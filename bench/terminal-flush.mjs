import { openGateDriver } from './gate/drive.mjs';
import { seedGates } from './gate/gates.mjs';
import { resetPassages } from './gate/state.mjs';
import { isComparable, slowness } from './rig/calibration.mjs';
import { cpuMs } from './rig/cpu.mjs';
import { openRig } from './rig/rig.mjs';
import { countStatements } from './rig/statements.mjs';
import { atMost, conclude, percentile } from './rig/verdict.mjs';

/*
 * `npm run bench -- terminal-flush`: the network is back, and sixteen terminals upload what they kept for a day, while people
 * pass the gates. BENCH_SMOKE=1 judges what is stored only; BENCH_SHORT=1 is a tenth of it, for a first impression.
 */
const isSmoke = process.env.BENCH_SMOKE === '1';
const isShort = process.env.BENCH_SHORT === '1';
const { people, events, quietMs } = isSmoke
  ? { people: 500, events: 4_000, quietMs: 500 }
  : { people: 24_000, events: isShort ? 10_000 : 100_000, quietMs: isShort ? 5_000 : 20_000 };
const GATES = 16;
const SCANS_A_SECOND = 50;
const WARM_UP = isSmoke ? 100 : 4_000;
/** as often as the people at the gates are looked at during the upload */
const STRETCH_MS = 2_000;
const MOST_SECONDS = 120;

const rig = await openRig({ name: 'bench-terminal-flush', people, firstPort: 3720, autovacuum: 'on' });
const programs = [];
let code = 1;
try {
  const gates = await seedGates(rig, GATES);
  const server = await rig.startServer();
  programs.push(server);
  code = conclude('terminal-flush', await measure(gates, server));
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

/** @param {import('./gate/gates.mjs').Gates} gates @param {import('./rig/program.mjs').Program} server */
async function measure(gates, server) {
  const people = await openGateDriver(rig, gates);
  const terminals = await openGateDriver(rig, gates);
  await people.prepare(WARM_UP);
  await people.run({ port: rig.port, connections: 16 });
  await resetPassages(rig);
  await terminals.keep(events);
  const slow = slowness();
  const quiet = [await stretch(people, quietMs)];
  const { flushed, during, cpuUs, perEvent } = await upload(people, terminals, server.pid);
  quiet.push(await stretch(people, quietMs));
  const again = isSmoke ? await terminals.flush(rig.port) : null;
  await Promise.all([people.close(), terminals.close()]);
  const p99 = (/** @type {Stretch[]} */ all) =>
    percentile(
      all.flatMap(({ latencies }) => latencies),
      0.99,
    );
  // how many pass meanwhile depends on how long a machine that does other things takes
  const scans = during.reduce((sum, { latencies }) => sum + latencies.length, 0);
  const refused = [...quiet, ...during].reduce((sum, { missing }) => sum + missing, 0);
  console.log(
    `uploaded in ${flushed.seconds.toFixed(1)} s, told to come back ${flushed.busy} times, CPU ${cpuUs.toFixed(0)} µs`,
  );
  console.log(`statements an event ${perEvent.toFixed(4)}; machine ${slow.toFixed(2)}× off the record`);
  console.log(`live scans p99: ${p99(quiet).toFixed(1)} ms alone, ${p99(during).toFixed(1)} ms meanwhile`);
  return [
    ...(await storedBars(flushed, again)),
    atMost('live scans that were not admitted', refused, 0),
    isSmoke
      ? atMost('SQL statements an event, three a live scan aside', perEvent - (3 * scans) / events, 0.3)
      : atMost('SQL statements an event, live scans included', perEvent, 0.35),
    ...(isSmoke ? [] : timeBars(flushed.seconds * (100_000 / events), slow, p99(during) / p99(quiet))),
  ];
}

/** @typedef {{ latencies: number[], missing: number }} Stretch */

/** @param {import('./gate/drive.mjs').GateDriver} people @param {number} forMs @returns {Promise<Stretch>} */
async function stretch(people, forMs) {
  const { scan } = await people.pace({ port: rig.port, forMs, scans: SCANS_A_SECOND, reports: 0 });
  return { latencies: scan.latencies, missing: scan.sent - scan.good };
}

/** @param {import('./gate/drive.mjs').GateDriver} people @param {import('./gate/drive.mjs').GateDriver} terminals @param {number} pid */
async function upload(people, terminals, pid) {
  /** @type {Stretch[]} */
  const during = [];
  let isOver = false;
  const before = cpuMs(pid);
  let flushed = { seconds: 0, stored: 0, duplicate: 0, quarantined: 0, busy: 0, failed: 0 };
  const { perRequest } = await countStatements(rig, async () => {
    const uploading = terminals.flush(rig.port).then((figures) => {
      isOver = true;
      return figures;
    });
    do {
      during.push(await stretch(people, isSmoke ? 200 : STRETCH_MS));
    } while (!isOver);
    flushed = await uploading;
    return events;
  });
  return { flushed, during, cpuUs: ((cpuMs(pid) - before) * 1000) / events, perEvent: perRequest };
}

/** @param {{ stored: number, duplicate: number, quarantined: number, failed: number }} flushed @param {{ duplicate: number } | null} again */
async function storedBars({ stored, quarantined, failed }, again) {
  const { rows } = await rig.observer.query(`
    SELECT (SELECT count(*)::int FROM passages WHERE offline) AS passages,
      (SELECT count(*)::int FROM terminal_events WHERE sequence >= 1000000) AS receipts,
      (SELECT count(*)::int FROM passages WHERE double_use_of IS NOT NULL) AS doubles`);
  const { passages, receipts, doubles } = rows[0];
  return [
    atMost('events that are not stored once', Math.abs(events - passages) + Math.abs(events - receipts), 0),
    atMost('events that were answered otherwise', events - stored + quarantined + failed + doubles, 0),
    ...(again ? [atMost('events that were not known the second time', events - again.duplicate, 0)] : []),
  ];
}

/** An absolute time is judged where the machine is about as fast as on record, or where it holds in spite of that. */
function timeBars(seconds, slow, ratio) {
  return [
    ...(isComparable(slow) || seconds <= MOST_SECONDS
      ? [atMost('seconds for 100,000 events', seconds, MOST_SECONDS)]
      : []),
    atMost(`p99 of live scans meanwhile, against alone (machine ${slow.toFixed(1)}× off the record)`, ratio, 2),
  ];
}
