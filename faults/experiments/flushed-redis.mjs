import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { fromServer } from '../../bench/rig/from-server.mjs';
import { countNotices, remindClasses } from '../world/reminders.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';

const { Redis } = fromServer('ioredis');

/**
 * FLUSHALL while Bull holds jobs that nobody has done: the sweeper brings them back.
 * @param {import('../world/world.mjs').World} world
 */
export async function flushRedis(world) {
  const { observer, stores } = world.rig;
  await world.worker.stop();
  // it dies at the first job it has done, with the others already handed to Bull
  world.restartWorker({ FAILPOINT: 'job.before_mark' });
  const { worker } = world;
  const units = await remindClasses(world, 4);
  await waitUntil('the worker crashes', () => !worker.isRunning(), 60_000);
  const redis = new Redis(stores.redis.url);
  const lost = await jobsOfBull(redis, observer);
  await redis.flushall();
  redis.disconnect();
  world.restartWorker();
  const emptyMs = await world.outboxEmpties(180_000);
  const { people, notOnce } = await countNotices(world, units);
  console.log(`  ${lost} jobs lost by Redis, ${people} reminded, ${notOnce} without exactly one notice`);
  return [
    atLeast('FLUSHALL: jobs that Redis lost', lost, 1),
    atMost('FLUSHALL: seconds until every job was done', emptyMs / 1000, 120),
    atMost('FLUSHALL: reminded people without exactly one notice', notOnce, 0),
  ];
}

/**
 * The worker may have died before it noted down what it had handed over: Redis itself is asked.
 * @param {{ keys: (pattern: string) => Promise<string[]> }} redis @param {import('pg').Client} observer
 * @returns {Promise<number>} jobs that nobody has done and that Bull knows
 */
async function jobsOfBull(redis, observer) {
  const { rows } = await observer.query('SELECT id FROM outbox');
  const keys = await redis.keys('*');
  return rows.filter(({ id }) => keys.some((key) => key.includes(id))).length;
}
