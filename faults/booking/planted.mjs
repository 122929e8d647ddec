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

const at = Date.now();
const iso = (/** @type {number} */ ms) => new Date(ms).toISOString();

/** One fault each, in journals of a few lines. @param {string} hall @returns {Record<string, { rule: string, commits: import('./journal.mjs').Change[][] }>} */
function smallFaults(hall) {
  const place = (/** @type {number} */ held, wished = 2) => ({
    ...{ table: 'halls', before: null },
    after: { id: hall, venue_id: 'v', wished, capacity: Math.max(wished, held), held },
  });
  const row = (/** @type {string} */ id, /** @type {string} */ person, /** @type {string} */ state) => ({
    ...{ id, person_id: person, hall_id: hall, state, expires_at: iso(at + 60_000), used_at: null, ended_at: null },
  });
  const booked = (id, person, state = 'held') => ({ table: 'bookings', before: null, after: row(id, person, state) });
  const changed = (id, person, from, to, rest) => ({
    ...{ table: 'bookings', before: row(id, person, from), after: { ...row(id, person, to), ...rest } },
  });
  const waits = (/** @type {string} */ person, /** @type {number} */ order) => ({
    ...{ table: 'waiting_entries', before: null },
    after: { id: `w${person}`, person_id: person, hall_id: hall, place: order },
  });
  const goes = (/** @type {string} */ person, /** @type {number} */ order) => ({
    ...{ table: 'waiting_entries', before: waits(person, order).after, after: null },
  });
  const ended = { ended_at: iso(at), ended_by: 'expired' };
  const full = [place(2), booked('1', 'a'), booked('2', 'b')];
  return {
    'a counter that is wrong': { rule: 'counter', commits: [[place(0)], [booked('1', 'a')]] },
    'two bookings of one person': {
      rule: 'one active booking',
      commits: [[place(2), booked('1', 'a'), booked('2', 'a')]],
    },
    'a place given away while fewer are wished for': {
      ...{
        rule: 'capacity',
        commits: [
          [place(2, 1), booked('1', 'a')],
          [place(2, 1), booked('2', 'b')],
        ],
      },
    },
    'a booking past those who wait': {
      ...{ rule: 'waiting list', commits: [full, [waits('c', 1)], [place(3, 3), booked('3', 'd')]] },
    },
    'an offer to the second of two': {
      ...{
        rule: 'waiting list',
        commits: [full, [waits('c', 1), waits('d', 2)], [place(3, 3), goes('d', 2), booked('3', 'd', 'offered')]],
      },
    },
    'a free place beside somebody who waits': { rule: 'waiting list', commits: [full, [waits('c', 1)], [place(2, 3)]] },
    'a step that is not in the table': {
      ...{ rule: 'states', commits: [[place(1), booked('1', 'a')], [changed('1', 'a', 'held', 'lapsed', ended)]] },
    },
    'an end before its time': {
      ...{
        rule: 'void by the clock',
        commits: [[place(1), booked('1', 'a')], [changed('1', 'a', 'held', 'expired', ended)]],
      },
    },
    'an end without its breach': {
      ...{ rule: 'breaches', commits: [[place(1), booked('1', 'a')], [changed('1', 'a', 'held', 'expired', ended)]] },
    },
  };
}

/** @param {import('./table.mjs').Table} table @param {string} hall @returns {string[]} faults that the checker did not see */
export function unseenFaults(table, hall) {
  return Object.entries(smallFaults(hall)).flatMap(([name, { rule, commits }]) => {
    const journal = commits.map((changes, order) => ({ tx: String(order), at, changes }));
    return replay(journal, table).faults.some((fault) => fault.rule === rule) ? [] : [name];
  });
}
