import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expiryBars } from './booking/expiry-bars.mjs';
import { clearBookings, hallId, holdMany, seedVenues } from './booking/venues.mjs';
import { waitUntil } from './rig/waiting.mjs';
import { slowness } from './rig/calibration.mjs';
import { SCHOOL_ID } from './rig/campus.mjs';
import { openRig } from './rig/rig.mjs';
import { atMost, conclude, median, percentile } from './rig/verdict.mjs';

/*
 * `npm run bench -- expiry`: 1,000 bookings run out within one second. How late each is: from that instant until the
 * transaction that ends it is committed. Beside it, by turns, a worker of Bull alone that changes one row a job.
 * BENCH_SMOKE=1: fewer, once, and no time is judged.
 */
const isSmoke = process.env.BENCH_SMOKE === '1';
const { due, halls, passes, leadMs } = isSmoke
  ? { due: 100, halls: 5, passes: 0.5, leadMs: 1_000 }
  : { due: 1_000, halls: 20, passes: 5, leadMs: 2_500 };
const SPREAD_MS = 1_000;
const A_HALL = due / halls;

const rig = await openRig({
  ...{ name: 'bench-expiry', people: due, firstPort: 4250 },
  ...{ autovacuum: 'off', commitTimes: true },
});
const alone = fork(fileURLToPath(new URL('./booking/bull-alone.mjs', import.meta.url)), [
  ...[rig.stores.redis.url, rig.stores.postgres.appUrl],
]);
const programs = [];
let code = 1;
try {
  await rig.observer.query('CREATE TABLE bench_due (id int PRIMARY KEY, due_at timestamptz, is_done boolean)');
  await rig.observer.query('GRANT SELECT, UPDATE ON bench_due TO campus_app');
  await seedVenues(
    rig.observer,
    Array.from({ length: halls }, () => A_HALL),
  );
  programs.push(rig.start('worker'));
  await once(alone, 'message');
  code = conclude('expiry', await measure());
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  alone.disconnect();
  await once(alone, 'exit');
  await rig.close();
}
process.exit(code);

async function measure() {
  const slow = slowness();
  /** @type {Record<'product' | 'alone', number[][]>} */
  const late = { product: [], alone: [] };
  const turns = Array.from({ length: 2 * passes }, (_, at) => (at % 2 === 0 ? [product, bull] : [bull, product]));
  await product();
  await bull();
  for (const turn of turns) {
    for (const run of turn) {
      late[run === product ? 'product' : 'alone'].push(await run());
    }
  }
  const p99 = (/** @type {number[]} */ all) => percentile(all, 0.99);
  const ratios = late.product.map((all, at) => p99(all) / p99(late.alone[at]));
  for (const [name, slices] of Object.entries(late)) {
    console.log(`${name}: p99 ${slices.map((all) => p99(all).toFixed(0)).join(', ')} ms`);
  }
  const figures = `median ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}`;
  console.log(`against Bull alone: ${figures}; machine ${slow.toFixed(2)}× off the record`);
  const all = late.product.flat();
  return [
    atMost('bookings that did not end', due * late.product.length - all.length, 0),
    atMost('bookings that ended before their time', all.filter((ms) => ms < 0).length, 0),
    ...(isSmoke ? [] : expiryBars(p99(all), ratios)),
  ];
}

/** Bookings as the product writes them, each with the job that is due with it. @returns {Promise<number[]>} */
async function product() {
  const { observer } = rig;
  await clearBookings(observer);
  const first = new Date(Date.now() + leadMs);
  for (let hall = 1; hall <= halls; hall++) {
    const held = { hall, first: 1 + (hall - 1) * A_HALL, count: A_HALL };
    await holdMany(observer, { ...held, expiresAt: first, spreadMs: SPREAD_MS });
  }
  const count = async (/** @type {string} */ state) =>
    (await observer.query('SELECT count(*)::int AS n FROM bookings WHERE state = $1', [state])).rows[0].n;
  await waitUntil('all have run out', async () => (await count('held')) === 0, leadMs + SPREAD_MS + 10_000);
  const { rows } = await observer.query(
    `SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin) - expires_at)::float8 * 1000 AS late
     FROM bookings WHERE state = 'expired'`,
  );
  const { rows: left } = await observer.query(
    'SELECT coalesce(sum(held), 0)::int AS n FROM halls WHERE school_id = $1',
    [SCHOOL_ID],
  );
  if (left[0].n !== 0) {
    throw new Error(`${left[0].n} places are still counted, ${hallId(1)} among them`);
  }
  return rows.map(({ late }) => late);
}

/** @returns {Promise<number[]>} */
async function bull() {
  const first = Date.now() + leadMs;
  const instants = Array.from({ length: due }, (_, at) => first + (at * SPREAD_MS) / due);
  await rig.observer.query('TRUNCATE bench_due');
  await rig.observer.query(
    `INSERT INTO bench_due SELECT n - 1, to_timestamp(at / 1000), false
     FROM unnest($1::float8[]) WITH ORDINALITY AS row (at, n)`,
    [instants],
  );
  alone.send({ due: instants });
  const [{ startLate }] = await once(alone, 'message');
  const { rows } = await rig.observer.query(
    `SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin) - due_at)::float8 * 1000 AS late
     FROM bench_due WHERE is_done`,
  );
  console.log(`  Bull alone begins its jobs ${percentile(startLate, 0.99)} ms late (p99)`);
  return rows.map(({ late }) => late);
}
