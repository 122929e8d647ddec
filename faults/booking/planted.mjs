import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, rawBooking } from '../../bench/booking/venues.mjs';
import { replay } from './checker.mjs';
import { readJournal, restartJournal } from './journal.mjs';
import { lateness } from './lateness.mjs';

const PLACES = 20;
const CLIENTS = 60;
const LATE_MS = 3_000;
const GRACE_MS = 20 * 60_000;

/**
 * Two ways in which bookings are often built, on the product's own tables: the checker has to find fault with both.
 * Nothing of the product runs meanwhile, and nothing of them stays.
 * @param {import('../../bench/rig/rig.mjs').Rig} rig
 * @param {import('./table.mjs').Table} table
 * @param {number} hall with PLACES places and nobody in it
 */
export async function seenImplementations(rig, table, hall) {
  const url = new URL(rig.stores.postgres.superUrl);
  url.pathname = '/campus';
  const pool = new pg.Pool({ connectionString: url.toString(), max: CLIENTS });
  const seen = [];
  try {
    for (const [name, plant] of Object.entries({
      'count, then insert': countThenInsert,
      'expiry by jobs alone': jobOnlyExpiry,
    })) {
      await plant(pool, hall);
      const now = Date.now();
      const findings = replay(await readJournal(rig.observer), table);
      const rules = new Set(findings.faults.map(({ rule }) => rule));
      const late = [...lateness(findings, now, []).values()].reduce((sum, span) => sum + span.late, 0);
      seen.push({ name, highest: findings.highest.get(hallId(hall)) ?? 0, rules, late });
      await pool.query('DELETE FROM bookings');
      await restartJournal(rig.observer);
    }
  } finally {
    await pool.end();
  }
  return seen;
}

/** Everybody counts first and inserts where there seemed to be room. @param {pg.Pool} pool @param {number} hall */
async function countThenInsert(pool, hall) {
  await Promise.all(Array.from({ length: CLIENTS }, () => pool.query('SELECT pg_sleep(0.05)')));
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, at) => {
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows } = await client.query(
        `SELECT count(*)::int AS n FROM bookings WHERE hall_id = $1 AND state IN ('offered', 'held', 'in_use')`,
        [hallId(hall)],
      );
      if (rows[0].n < PLACES) {
        const { text, values } = rawBooking(at + 1, hall);
        await client.query(text, values(new Date(), new Date(Date.now() + GRACE_MS)));
      }
      await client.query('COMMIT');
      client.release();
    }),
  );
}

/**
 * A timer ends each booking and the door asks for the state alone. The timers are lost: places stay taken, and
 * somebody goes in long after their time.
 * @param {pg.Pool} pool @param {number} hall
 */
async function jobOnlyExpiry(pool, hall) {
  const expiresAt = new Date(Date.now() - LATE_MS);
  const bookedAt = new Date(expiresAt.getTime() - GRACE_MS);
  const jobs = [];
  const ids = [];
  for (let at = 0; at < 5; at++) {
    const { text, values } = rawBooking(at + 1, hall);
    const { rows } = await pool.query(text, values(bookedAt, expiresAt));
    ids.push(rows[0].id);
    jobs.push(setTimeout(() => pool.query(`UPDATE bookings SET state = 'expired' WHERE id = $1`, [rows[0].id]), 1_000));
  }
  jobs.forEach((job) => clearTimeout(job));
  await sleep(10);
  await pool.query(
    `UPDATE bookings SET state = 'in_use', used_at = $2, ends_at = $2::timestamptz + interval '1 hour'
     WHERE id = $1 AND state = 'held'`,
    [ids[0], new Date()],
  );
}
