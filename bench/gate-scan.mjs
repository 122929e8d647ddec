import { openGateDriver } from './gate/drive.mjs';
import { countDifferentScans } from './gate/equality.mjs';
import { seedGates } from './gate/gates.mjs';
import { explainScan } from './gate/plan-of-scan.mjs';
import { openSigning } from './gate/signing.mjs';
import { resetPassages } from './gate/state.mjs';
import { resetReports } from './check-in/state.mjs';
import { BUSY, latencyBars, runMixed } from './gate/mixed.mjs';
import { slowness } from './rig/calibration.mjs';
import { openRig } from './rig/rig.mjs';
import { drive, ratiosOf, runPasses, tableOf } from './rig/slices.mjs';
import { countStatements } from './rig/statements.mjs';
import { atLeast, atMost, conclude, median } from './rig/verdict.mjs';
import { startTwin } from './twin/start.mjs';

/*
 * `npm run bench -- gate-scan`: verdicts of the real server against a hand-written peer that checks the same two
 * signatures, takes the same nonce and asks the same of PostgreSQL; then both under a busy morning.
 * BENCH_SMOKE=1 judges rows and statements only; BENCH_SHORT=1 is the whole in a few minutes, for a first impression;
 * BENCH_PROFILE=1 writes a CPU profile of the server into .data/profile.
 */
const isSmoke = process.env.BENCH_SMOKE === '1';
const isShort = process.env.BENCH_SHORT === '1';
const { people, warmUp, passes, forMs, mixedMs, rounds } = isSmoke
  ? { people: 1_000, warmUp: 200, passes: 1, forMs: 500, mixedMs: 1_000, rounds: 1 }
  : isShort
    ? { people: 4_000, warmUp: 2_000, passes: 3, forMs: 1_000, mixedMs: 5_000, rounds: 1 }
    : { people: 24_000, warmUp: 16_000, passes: 10, forMs: 2_000, mixedMs: 20_000, rounds: 3 };
/** A smoke runs beside other tests: it judges that everything goes through, at a pace that any machine keeps. */
const rates = isSmoke ? { scans: 20, reports: 40 } : BUSY;
const CONNECTIONS = 32;
/** More than a slice can answer, within the minute for which codes are good. */
const A_SLICE = Math.ceil(forMs * 2.5);
const GATES = 16;
const profile = process.env.BENCH_PROFILE === '1' ? ['--cpu-prof', '--cpu-prof-dir=.data/profile'] : [];

const rig = await openRig({ name: 'bench-gate-scan', people, firstPort: 3660, autovacuum: 'off' });
const programs = [];
let code = 1;
try {
  const gates = await seedGates(rig, GATES);
  const server = await rig.startServer({}, profile);
  programs.push(server);
  const twin = await startTwin(rig);
  programs.push(twin);
  code = conclude('gate-scan', await measure(gates, server, twin));
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

/**
 * @param {import('./gate/gates.mjs').Gates} gates
 * @param {import('./rig/program.mjs').Program} server
 * @param {import('./rig/program.mjs').Program} twin
 */
async function measure(gates, server, twin) {
  const signing = openSigning(rig.dist, String(rig.env().KEYS_FILE), gates);
  const ports = { server: rig.port, twin: rig.spare };
  const differences = await countDifferentScans(rig, gates, signing, ports);
  const bars = [atMost('rows and answers that differ from the twin', differences, 0)];
  const driver = await openGateDriver(rig, gates);
  const targets = { server: { port: rig.port, pid: server.pid }, twin: { port: rig.spare, pid: twin.pid } };
  bars.push(await statementsBar(driver));
  await resetPassages(rig);
  console.log(await explainScan(rig, gates));
  for (const { port } of Object.values(targets)) {
    await warm(driver, port);
  }
  const load = { connections: CONNECTIONS, forMs, atMost: A_SLICE };
  const slices = await runPasses(
    async () => {
      await resetPassages(rig);
      await driver.prepare(A_SLICE);
    },
    { server: () => drive(driver, targets.server, load), twin: () => drive(driver, targets.twin, load) },
    passes,
  );
  console.table(tableOf(slices, 'scans'));
  const refused = [...slices.server, ...slices.twin].reduce((sum, slice) => sum + slice.refused, 0);
  bars.push(atMost('scans that were not admitted', refused, 0));
  const slow = slowness();
  await resetReports(rig);
  const mixed = await runMixed(rig, driver, ports, { forMs: mixedMs, rounds, warmUp, rates });
  await driver.close();
  return [...bars, ...(isSmoke ? [mixed.goodBar] : [...speedBars(slices), mixed.goodBar, ...latencyBars(mixed, slow)])];
}

/** @param {import('./gate/drive.mjs').GateDriver} driver */
async function statementsBar(driver) {
  await resetPassages(rig);
  await driver.prepare(warmUp);
  const { perRequest, lines } = await countStatements(rig, async () => {
    const { answered } = await driver.run({ port: rig.port, connections: CONNECTIONS, atMost: warmUp });
    return answered;
  });
  for (const { calls, query } of lines) {
    console.log(`${String(calls).padStart(7)} × ${query.replaceAll(/\s+/g, ' ').trim().slice(0, 90)}`);
  }
  // what is kept for seconds (devices, gates, policy, plan) is read a few times in all
  return atMost('SQL statements a scan, its nonce included', perRequest, isSmoke ? 3.2 : 3.05);
}

/** By request count; codes last a minute, so in parts. @param {import('./gate/drive.mjs').GateDriver} driver @param {number} port */
async function warm(driver, port) {
  for (let done = 0; done < warmUp; done += A_SLICE) {
    await resetPassages(rig);
    await driver.prepare(Math.min(A_SLICE, warmUp - done));
    await driver.run({ port, connections: CONNECTIONS, atMost: A_SLICE });
  }
}

/** @param {Record<string, import('./rig/slices.mjs').Slice[]>} slices */
function speedBars({ server, twin }) {
  const toTwin = ratiosOf(server, twin);
  return [
    atLeast('scans a second against the twin, median of pairs', toTwin.median, 0.75),
    atLeast('scans a second against the twin, worst pair', toTwin.worst, 0.6),
    atMost('Node CPU µs a scan against the twin', median(server.map(({ cpuUs }, at) => cpuUs / twin[at].cpuUs)), 2.5),
  ];
}
