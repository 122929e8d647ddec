import { countDifferences } from './check-in/equality.mjs';
import { hasPgbench, openPgbench, PGBENCH_MISSING } from './check-in/pgbench.mjs';
import { explainReport } from './check-in/plan-of-report.mjs';
import { resetReports } from './check-in/state.mjs';
import { openDriver } from './load/drive.mjs';
import { openRig } from './rig/rig.mjs';
import { drive, ratiosOf, runPasses, tableOf } from './rig/slices.mjs';
import { countStatements } from './rig/statements.mjs';
import { startTwin } from './twin/start.mjs';
import { atLeast, atMost, conclude, median } from './rig/verdict.mjs';

/*
 * `npm run bench -- check-in`: the real server against a hand-written peer and against pgbench, with the same
 * statements. BENCH_SMOKE=1 is one short pass that judges rows and statements only; BENCH_PROFILE=1 writes a
 * CPU profile of the server into .data/profile.
 */
const isSmoke = process.env.BENCH_SMOKE === '1';
const { people, warmUp, passes, forMs } = isSmoke
  ? { people: 1_000, warmUp: 500, passes: 1, forMs: 500 }
  : { people: 24_000, warmUp: 16_000, passes: 10, forMs: 2_000 };
const CONNECTIONS = 32;
const profile = process.env.BENCH_PROFILE === '1' ? ['--cpu-prof', '--cpu-prof-dir=.data/profile'] : [];

const rig = await openRig({ name: 'bench-check-in', people, firstPort: 3600, autovacuum: 'off' });
const programs = [];
let code = 1;
try {
  const server = await rig.startServer({}, profile);
  programs.push(server);
  const twin = await startTwin(rig);
  programs.push(twin);
  code = conclude('check-in', await measure(server, twin));
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

/** @param {import('./rig/program.mjs').Program} server @param {import('./rig/program.mjs').Program} twin */
async function measure(server, twin) {
  const bars = [
    atMost(
      'rows and answers that differ from the twin',
      await countDifferences(rig, { server: rig.port, twin: rig.spare }),
      0,
    ),
  ];
  const driver = await openDriver(rig);
  const targets = { server: { port: rig.port, pid: server.pid }, twin: { port: rig.spare, pid: twin.pid } };
  await resetReports(rig);
  const { perRequest, lines } = await countStatements(rig, async () => {
    const { answered } = await driver.run({ port: rig.port, connections: CONNECTIONS, atMost: people });
    return answered;
  });
  console.log(
    lines
      .map(({ calls, query }) => `${String(calls).padStart(7)} × ${query.replaceAll(/\s+/g, ' ').trim().slice(0, 90)}`)
      .join('\n'),
  );
  bars.push(atMost('SQL statements a report', Math.round(perRequest * 100) / 100, 2));
  await resetReports(rig);
  console.log(await explainReport(rig));
  for (const target of [targets.server, targets.twin]) {
    await resetReports(rig);
    await driver.run({ port: target.port, connections: CONNECTIONS, atMost: warmUp });
  }
  const pgbench = hasPgbench() && !isSmoke ? openPgbench(rig) : null;
  const slices = await runPasses(() => resetReports(rig), runnersOf(driver, targets, pgbench), passes);
  await driver.close();
  console.table(tableOf(slices, 'reports'));
  bars.push(
    atMost(
      'refused requests',
      [...slices.server, ...slices.twin].reduce((sum, { refused }) => sum + refused, 0),
      0,
    ),
  );
  return isSmoke ? bars : [...bars, ...speedBars(slices)];
}

function runnersOf(driver, targets, pgbench) {
  const load = { connections: CONNECTIONS, forMs, atMost: people };
  const runners = {
    server: () => drive(driver, targets.server, load),
    twin: () => drive(driver, targets.twin, load),
  };
  if (!pgbench) {
    console.log(PGBENCH_MISSING);
    return runners;
  }
  const unknown = { cpuUs: NaN, p50: NaN, p99: NaN, refused: 0 };
  return { ...runners, pgbench: async () => ({ perSecond: await pgbench(CONNECTIONS, forMs / 1000), ...unknown }) };
}

/** @param {Record<string, import('./rig/slices.mjs').Slice[]>} slices */
function speedBars({ server, twin, pgbench }) {
  const toTwin = ratiosOf(server, twin);
  const toPgbench = pgbench ? ratiosOf(server, pgbench).median : NaN;
  return [
    atLeast('reports a second against the twin, median of pairs', toTwin.median, 0.65),
    atLeast('reports a second against the twin, worst pair', toTwin.worst, 0.5),
    atLeast('reports a second against pgbench, median of pairs', toPgbench, 0.25),
    atMost('Node CPU µs a report', median(server.map(({ cpuUs }) => cpuUs)), 600),
  ];
}
