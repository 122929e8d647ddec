import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, holdMany } from '../../../bench/booking/venues.mjs';
import { personId } from '../../../bench/rig/campus.mjs';
import { fromServer } from '../../../bench/rig/from-server.mjs';
import { atMost } from '../../../bench/rig/verdict.mjs';
import { isAlive } from '../../../scripts/launcher/processes.mjs';
import { waitUntil } from '../../../bench/rig/waiting.mjs';

const { Redis } = fromServer('ioredis');

/** @typedef {import('../world.mjs').BookingWorld} World */

const LEAD_MS = 3_000;
const SPREAD_MS = 2_000;
const PATIENCE_MS = 60_000;

/**
 * Every one has run out once: a breach and a notice each.
 * @param {World} world @param {string} name @param {{ hall: number, first: number, count: number }} held
 */
async function endedOnce({ rig }, name, { hall, first, count }) {
  const whose = [hallId(hall), personId(first), personId(first + count - 1)];
  const isOver = async () => {
    const { rows } = await rig.observer.query(
      `SELECT count(*)::int AS n FROM bookings WHERE hall_id = $1 AND person_id BETWEEN $2 AND $3 AND state = 'held'`,
      whose,
    );
    return rows[0].n === 0;
  };
  await waitUntil(`${name}: every booking is over`, isOver, PATIENCE_MS);
  const { rows } = await rig.observer.query(
    `WITH mine AS (SELECT * FROM bookings WHERE hall_id = $1 AND person_id BETWEEN $2 AND $3)
     SELECT (SELECT count(*)::int FROM mine WHERE state = 'expired') AS expired,
       (SELECT count(*)::int FROM booking_breaches r JOIN mine ON mine.id = r.booking_id) AS breaches,
       (SELECT count(*)::int FROM notices n JOIN mine ON mine.person_id = n.person_id
        WHERE n.kind = 'booking.expired') AS told`,
    whose,
  );
  const { expired, breaches, told } = rows[0];
  const wrong = Math.abs(count - expired) + Math.abs(count - breaches) + Math.abs(count - told);
  return atMost(`${name}: bookings, breaches and notices that are not there once`, wrong, 0);
}

/** Redis forgets everything while bookings wait. @param {World} world @param {{ hall: number, first: number, count: number }} options */
export async function flushed(world, { hall, first, count }) {
  const expiresAt = new Date(Date.now() + LEAD_MS);
  await holdMany(world.rig.observer, { hall, first, count, expiresAt, spreadMs: SPREAD_MS });
  await sleep(LEAD_MS / 2);
  const redis = new Redis(world.rig.stores.redis.url);
  await redis.flushall();
  redis.disconnect();
  world.spans.push({
    name: 'Redis flushed',
    from: expiresAt.getTime(),
    until: Date.now() + LEAD_MS + SPREAD_MS,
    allowedMs: 10_000,
  });
  return [await endedOnce(world, 'Redis flushed', { hall, first, count })];
}

/** Redis is away when bookings run out. @param {World} world @param {{ hall: number, first: number, count: number }} options */
export async function redisAway(world, { hall, first, count }) {
  const { stores, observer } = world.rig;
  const expiresAt = new Date(Date.now() + LEAD_MS);
  await holdMany(observer, { hall, first, count, expiresAt, spreadMs: SPREAD_MS });
  const from = Date.now();
  process.kill(stores.redis.pid, 'SIGKILL');
  const bar = await endedOnce(world, 'Redis away', { hall, first, count });
  await stores.restartRedis();
  world.spans.push({ name: 'Redis away', from, until: Date.now(), allowedMs: 10_000 });
  return [bar];
}

/** Both stores are down when bookings run out. @param {World} world @param {{ hall: number, first: number, count: number, awayMs: number }} options */
export async function bothDown(world, { hall, first, count, awayMs }) {
  const { stores, observer } = world.rig;
  const expiresAt = new Date(Date.now() + LEAD_MS);
  await holdMany(observer, { hall, first, count, expiresAt, spreadMs: SPREAD_MS });
  const from = Date.now();
  const { pid } = stores.postgres;
  process.kill(stores.redis.pid, 'SIGKILL');
  process.kill(pid, 'SIGQUIT');
  await waitUntil('PostgreSQL has ended', () => !isAlive(pid), 20_000);
  await sleep(LEAD_MS + SPREAD_MS + awayMs);
  await Promise.all([stores.restartPostgres(), stores.restartRedis()]);
  const healedAt = Date.now();
  const bar = await endedOnce(world, 'both stores down', { hall, first, count });
  world.spans.push({ name: 'both stores down', from, until: Date.now(), allowedMs: 30_000, healedAt });
  return [bar];
}

/**
 * The clock of one server and one worker jumps back by a minute while bookings run out, and is put right again.
 * @param {World} world @param {{ hall: number, first: number, count: number }} options
 */
export async function clockJumps(world, { hall, first, count }) {
  const expiresAt = new Date(Date.now() + LEAD_MS);
  await holdMany(world.rig.observer, { hall, first, count, expiresAt, spreadMs: SPREAD_MS });
  await sleep(LEAD_MS / 2);
  world.jump();
  await sleep(LEAD_MS + SPREAD_MS);
  const bar = await endedOnce(world, 'clock back', { hall, first, count });
  world.jump();
  return [bar];
}
