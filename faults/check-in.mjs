import { crashWorker } from './experiments/crashed-worker.mjs';
import { flushRedis } from './experiments/flushed-redis.mjs';
import { killAfterCommit } from './experiments/killed-after-commit.mjs';
import { killMigration } from './experiments/killed-migration.mjs';
import { killServer } from './experiments/killed-server.mjs';
import { lockTable } from './experiments/locked-table.mjs';
import { restartPostgres } from './experiments/postgres-restarted.mjs';
import { loseRedis } from './experiments/redis-away.mjs';
import { slowDatabase } from './experiments/slow-database.mjs';
import { unseenBugs } from './record/planted.mjs';
import { atLeast, atMost, conclude } from '../bench/rig/verdict.mjs';
import { openWorld } from './world/world.mjs';

/*
 * `npm run faults -- check-in`: breaks one thing after the other under reports that retry with the same key, and holds
 * what the senders saw against what is stored. FAULTS_SMOKE=1: one kill of the server; FAULTS_ONLY=name,name runs these parts.
 */
const EXPERIMENTS = {
  'server killed': (world) => killServer(world, { kills: 30 }),
  'server killed after a commit': (world) => killAfterCommit(world, { kills: 5 }),
  'PostgreSQL restarted': (world) => restartPostgres(world, { restarts: 3 }),
  'slow database': (world) => slowDatabase(world, { seconds: 12 }),
  'locked table': (world) => lockTable(world, { seconds: 20 }),
  'Redis away': (world) => loseRedis(world, { awaySeconds: 60 }),
  'worker crashed': (world) => crashWorker(world, {}),
  'Redis flushed': flushRedis,
  'migration killed': (world) => killMigration(world, { every: 1 }),
};
const SMOKE = { 'server killed': (world) => killServer(world, { kills: 1 }) };
const NEEDED_WRITES = 5_000;

const isSmoke = process.env.FAULTS_SMOKE === '1';
const only = process.env.FAULTS_ONLY?.split(',');
const experiments = isSmoke ? SMOKE : EXPERIMENTS;
const world = await openWorld({
  name: 'check-in',
  students: isSmoke ? 500 : 6_000,
  seed: Number(process.env.FAULTS_SEED ?? 1),
});
let code = 1;
try {
  code = conclude(
    'check-in',
    await runAll(Object.entries(experiments).filter(([name]) => !only || only.includes(name))),
  );
} catch (error) {
  console.error(error);
} finally {
  await world.close();
}
process.exit(code);

/** @param {[string, (world: import('./world/world.mjs').World) => Promise<import('../bench/rig/verdict.mjs').Bar[]>][]} chosen */
async function runAll(chosen) {
  const bars = [];
  let unseen = null;
  let faults = 0;
  for (const [name, experiment] of chosen) {
    console.log(`• ${name}`);
    const startedAt = Date.now();
    bars.push(...(await experiment(world)));
    const found = await world.check();
    faults += found.length;
    console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(0)} s, ${countsOf()}, ${found.length} faults`);
    console.log(
      found
        .slice(0, 10)
        .map((fault) => `  ! ${fault}`)
        .join('\n') || '  every acknowledged report is stored once',
    );
    unseen ??= await unseenBugs(world.rig, world.history);
  }
  console.log(countsOf());
  const { history } = world;
  return [
    atMost('planted bugs that the checker did not see', unseen?.length ?? 1, 0),
    ...bars,
    atMost('reports refused', history.count('refused'), 0),
    atMost('acknowledged and stored do not agree', faults, 0),
    atLeast('reports acknowledged', history.count('acknowledged'), isSmoke || only ? 1 : NEEDED_WRITES),
  ];
}

function countsOf() {
  const { history } = world;
  return `${history.writes.size} sent, ${history.count('acknowledged')} acknowledged, ${history.count('unknown')} unknown`;
}
