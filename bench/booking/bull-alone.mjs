import pg from 'pg';
import { fromServer } from '../rig/from-server.mjs';

/*
 * A worker of nothing but Bull, a process of its own: each job that comes due changes one row. `node bull-alone.mjs REDIS
 * DATABASE`. A message { due: number[] } hands the jobs over; it answers { startLate } when all are done.
 */
const [redisUrl = '', databaseUrl = ''] = process.argv.slice(2);
/** as many at a time as the product's worker */
const CONCURRENCY = 10;
const Queue = fromServer('bull');
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const queue = new Queue('alone', redisUrl, { prefix: 'alone' });

/** @type {number[]} */
let startLate = [];
let waited = 0;

queue.process(CONCURRENCY, async ({ data: { id, due } }) => {
  startLate.push(Date.now() - due);
  await pool.query({ name: 'done', text: 'UPDATE bench_due SET is_done = true WHERE id = $1', values: [id] });
  if (--waited === 0) {
    process.send?.({ startLate });
  }
});

process.on('message', async ({ due }) => {
  startLate = [];
  waited = due.length;
  const now = Date.now();
  await queue.addBulk(
    due.map((at, id) => ({
      data: { id, due: at },
      opts: { delay: Math.max(0, Math.ceil(at - now)), removeOnComplete: true },
    })),
  );
});
process.on('disconnect', () => process.exit(0));
await queue.isReady();
process.send?.('ready');
