import { PERSON, personId, SCHOOL_ID, sqlId } from '../rig/campus.mjs';

const CAMPUS_ID = 'a1000000-0000-7000-8000-000000000001';
const idOf = (/** @type {string} */ kind, /** @type {number} */ n) =>
  `${kind}000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const KIND_ID = idOf('c1', 1);
export const venueId = (/** @type {number} */ n) => idOf('c2', n);
export const hallId = (/** @type {number} */ n) => idOf('c3', n);
export const KIND = { dailyLimit: 20, breachLimit: 10, breachDays: 1, coolDownHours: 0 };
const USE_MINUTES = 60;
const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
const name = (/** @type {string} */ text) => JSON.stringify({ zh: text, en: text });

/** Venues of one hall each, open all day, and passes for everybody. @param {import('pg').Pool} observer @param {number[]} capacities */
export async function seedVenues(observer, capacities) {
  await observer.query(
    `INSERT INTO venue_kinds (school_id, id, code, name, daily_limit, breach_limit, breach_days, cool_down_hours)
     VALUES ($1, $2, 'bath', $3, $4, $5, $6, $7)`,
    [SCHOOL_ID, KIND_ID, name('浴室'), KIND.dailyLimit, KIND.breachLimit, KIND.breachDays, KIND.coolDownHours],
  );
  for (const [at, capacity] of capacities.entries()) {
    await observer.query(
      `INSERT INTO venues (school_id, id, campus_id, kind_id, name, use_minutes, hours, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [SCHOOL_ID, venueId(at + 1), CAMPUS_ID, KIND_ID, name(`场所 ${at + 1}`), USE_MINUTES, JSON.stringify(ALL_WEEK)],
    );
    await observer.query(
      `INSERT INTO halls (school_id, id, venue_id, name, wished, capacity) VALUES ($1, $2, $3, $4, $5, $5)`,
      [SCHOOL_ID, hallId(at + 1), venueId(at + 1), name('大厅'), capacity],
    );
  }
}

/** The gate becomes a door of the venue. @param {import('pg').Pool} observer @param {string} gateId @param {number} venue */
export const makeDoor = (observer, gateId, venue) =>
  observer.query('INSERT INTO venue_doors (school_id, gate_id, venue_id, campus_id) VALUES ($1, $2, $3, $4)', [
    SCHOOL_ID,
    gateId,
    venueId(venue),
    CAMPUS_ID,
  ]);

/** A booking past every service: what an implementation of its own writes. @param {number} n whose @param {number} hall */
export const rawBooking = (n, hall) => ({
  text: `INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at)
         VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, 'held', current_date, $6, $7) RETURNING id`,
  values: (/** @type {Date} */ bookedAt, /** @type {Date} */ expiresAt) => [
    ...[SCHOOL_ID, personId(n), hallId(hall), venueId(hall), KIND_ID, bookedAt, expiresAt],
  ],
});

/**
 * People from `first` on hold places until `expiresAt`, as if they had booked, each with the job that looks then.
 * @param {import('pg').Pool} observer
 * @param {{ hall: number, first: number, count: number, expiresAt: Date, spreadMs?: number }} held `spreadMs`: the last
 *   place ends so much later
 */
export async function holdMany(observer, { hall, first, count, expiresAt, spreadMs = 0 }) {
  await observer.query(
    `WITH hall AS (UPDATE halls SET held = held + $7 WHERE id = $2), booked AS (
     INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at)
     SELECT $1, gen_random_uuid(), ${sqlId(PERSON, 'n')}, $2, $3, $4, 'held', current_date,
       $5::timestamptz - interval '20 minutes', $5::timestamptz + ((n - $6) * $8::float8 / $7) * interval '1 ms'
     FROM generate_series($6::int, $6::int + $7::int - 1) n RETURNING expires_at)
     INSERT INTO outbox (id, school_id, name, payload, due_at)
     SELECT gen_random_uuid(), $1, 'booking.due', jsonb_build_object('schoolId', $1::uuid, 'hallId', $2::uuid), expires_at
     FROM booked`,
    [SCHOOL_ID, hallId(hall), venueId(hall), KIND_ID, expiresAt, first, count, spreadMs],
  );
}

/** Nobody has booked. @param {import('pg').Pool} observer */
export async function clearBookings(observer) {
  await observer.query('TRUNCATE bookings, booking_breaches, waiting_entries, outbox, idempotency_keys, notices');
  await observer.query('UPDATE halls SET held = 0, capacity = wished');
  await observer.query('VACUUM ANALYZE bookings, halls');
}
