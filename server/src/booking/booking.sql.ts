import type { BookingAnswer } from '@shared/booking';
import type { Prepared } from '../common/prepared';
import { PASS_FACTS, type ReadPass } from '../pass/pass-reader.service';
import type { BookingRow } from './booking.types';
import { countedBreaches } from './breach.sql';
import { lockOf } from './person-lock.sql';

const ACTIVE = `('offered', 'held', 'in_use', 'admitted_late')`;

/** Bookings of the day that count: all but those which fever or the venue itself ended. */
const TAKEN_TODAY = `
  (SELECT count(*)::int FROM bookings b WHERE b.school_id = $1 AND b.person_id = $2 AND b.kind_id = $5
     AND b.day = $7::date AND b.ended_by IS DISTINCT FROM 'fever' AND b.ended_by IS DISTINCT FROM 'venue_closed')`;

type PassFactsRow = ReadPass['row'];

/** Everything that a wish for a place asks of the database. */
export interface WishRow extends PassFactsRow {
  sex: string;
  /** of the key, where it was answered before */
  body_hash: Buffer | null;
  answer: BookingAnswer | null;
  active: (Pick<BookingRow, 'id' | 'hall_id' | 'state'> & { expires_at: string; ends_at: string | null }) | null;
  taken_today: number;
  breaches: number;
  last_breach: Date | null;
  /** places; below one for a hall that is closed down */
  free: number;
  is_awaited: boolean;
  /** a place is still taken by what the clock has ended */
  has_due: boolean;
  /** people who have or had a place there of late, where none is free; else null */
  holders: string[] | null;
}

/**
 * $1 school $2 person $3 first campus day whose reports count, or null $4 now $5 kind $6 hall $7 campus day
 * $8 days in which breaches count $9 key $10 how long a use may be overdue
 */
export const READ_WISH: Prepared = {
  name: 'booking.read_wish',
  text: `
    SELECT pass.*, p.sex, k.body_hash, k.answer,
      (SELECT jsonb_build_object('id', b.id, 'hall_id', b.hall_id, 'state', b.state, 'expires_at', b.expires_at,
         'ends_at', b.ends_at)
       FROM bookings b WHERE b.school_id = $1 AND b.person_id = $2 AND b.state IN ${ACTIVE}) AS active,
      ${TAKEN_TODAY} AS taken_today,
      breach.breaches, breach.last_breach, CASE WHEN h.removed_at IS NULL THEN h.capacity - h.held ELSE 0 END AS free,
      EXISTS (
        SELECT FROM waiting_entries w WHERE w.school_id = $1 AND w.hall_id = $6 AND w.person_id <> $2) AS is_awaited,
      h.held >= h.capacity AND EXISTS (
        SELECT FROM bookings b WHERE b.school_id = $1 AND b.hall_id = $6 AND (
          (b.state IN ('offered', 'held') AND b.expires_at <= $4)
          OR (b.state IN ('in_use', 'admitted_late') AND b.ends_at + $10::interval <= $4))) AS has_due,
      CASE WHEN h.held >= h.capacity THEN ARRAY(
        SELECT b.person_id FROM bookings b WHERE b.school_id = $1 AND b.hall_id = $6 AND b.state IN ${ACTIVE}
        UNION
        SELECT b.person_id FROM bookings b
        WHERE b.school_id = $1 AND b.hall_id = $6 AND b.booked_at > $4::timestamptz - interval '1 hour') END AS holders
    FROM (${PASS_FACTS}) pass
    JOIN people p ON p.school_id = $1 AND p.id = $2
    JOIN halls h ON h.school_id = $1 AND h.id = $6
    LEFT JOIN idempotency_keys k ON k.school_id = $1 AND k.person_id = $2 AND k.key = $9
    CROSS JOIN LATERAL (${countedBreaches({ person: '$2', kind: '$5', days: '$8::int' })}) breach`,
};

/** What came of one wish among those of a turn. */
export interface TakenRow {
  turn: number;
  /** it was answered before, or is now */
  body_hash: Buffer | null;
  answer: BookingAnswer | null;
  /** nothing but a place was missing */
  was_asked: boolean;
  /** something else is being done for the person at this moment: not asked beside others */
  is_busy: boolean;
}

/**
 * Places for as many as ask at once: taken from the hall, written as bookings, with their keys, answers and jobs, in one
 * statement. The hall's row counts: whoever waited for it goes on from what the others have left. Then each person is
 * locked: of one alone the lock is waited for, of several whoever is not free is left out, so that nobody waits for one
 * while they have another. A person with a booking of the same moment elsewhere fails at bookings_one_active, one who is
 * held by now at bookings_no_hold, and everything of the statement goes back. Who gets one leaves the waiting list by a
 * trigger.
 *
 * $1 school $2 hall $3 venue $4 kind $5 campus day $6 now $7 void from $8 bookings a day
 * $9 people $10 keys $11 hashes of the bodies $12 ids $13 answers $14 ids of reminders, or empty $15 when they are due
 * $16 id of the job that looks at the hall when they are void
 */
export const TAKE_PLACES: Prepared = {
  name: 'booking.take',
  text: `
    WITH wish AS MATERIALIZED (
      SELECT w.*, k.body_hash AS known_hash, k.answer AS known_answer
      FROM unnest($9::uuid[], $10::uuid[], $11::bytea[], $12::uuid[], $13::jsonb[], $14::uuid[]) WITH ORDINALITY
        AS w (person_id, key, body_hash, id, answer, job_id, turn)
      LEFT JOIN idempotency_keys k ON k.school_id = $1 AND k.person_id = w.person_id AND k.key = w.key
    ), ready AS MATERIALIZED (
      SELECT w.* FROM wish w
      WHERE w.known_hash IS NULL
        AND NOT EXISTS (
          SELECT FROM bookings b WHERE b.school_id = $1 AND b.person_id = w.person_id AND b.state IN ${ACTIVE})
        AND (
          SELECT count(*) FROM bookings b WHERE b.school_id = $1 AND b.person_id = w.person_id AND b.kind_id = $4
            AND b.day = $5::date AND b.ended_by IS DISTINCT FROM 'fever' AND b.ended_by IS DISTINCT FROM 'venue_closed'
        ) < $8::int
        AND NOT EXISTS (
          SELECT FROM waiting_entries e WHERE e.school_id = $1 AND e.hall_id = $2 AND e.person_id <> w.person_id)
    ), room AS MATERIALIZED (
      SELECT id FROM halls
      WHERE school_id = $1 AND id = $2 AND removed_at IS NULL AND held < capacity AND EXISTS (SELECT FROM ready)
        AND NOT EXISTS (
          SELECT FROM venue_closures l WHERE l.school_id = $1 AND l.venue_id = $3 AND l.removed_at IS NULL
            AND l.starts_at <= $6::timestamptz AND l.ends_at > $6::timestamptz)
      FOR UPDATE
    ), person AS MATERIALIZED (
      SELECT r.*, CASE WHEN cardinality($9::uuid[]) = 1 THEN pg_advisory_xact_lock(${lockOf('r.person_id')})::text = ''
        ELSE pg_try_advisory_xact_lock(${lockOf('r.person_id')}) END AS is_alone
      FROM ready r CROSS JOIN room
    ), asked AS MATERIALIZED (
      SELECT p.*, row_number() OVER (ORDER BY turn) AS place FROM person p WHERE is_alone
    ), hall AS (
      UPDATE halls SET drawn = least(capacity - held, (SELECT count(*)::int FROM asked)),
        held = held + least(capacity - held, (SELECT count(*)::int FROM asked))
      WHERE school_id = $1 AND id = $2 AND EXISTS (SELECT FROM asked)
      RETURNING drawn
    ), booked AS (
      INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at)
      SELECT $1::uuid, a.id, a.person_id, $2::uuid, $3::uuid, $4::uuid, 'held', $5::date, $6::timestamptz, $7::timestamptz
      FROM asked a JOIN hall ON a.place <= hall.drawn
      ORDER BY a.person_id
      RETURNING id, person_id
    ), kept AS (
      INSERT INTO idempotency_keys (school_id, person_id, key, body_hash, answer, created_at)
      SELECT $1::uuid, a.person_id, a.key, a.body_hash, a.answer, $6::timestamptz FROM asked a JOIN booked USING (id)
    ), jobs AS (
      INSERT INTO outbox (id, school_id, name, payload, due_at)
      SELECT a.job_id, $1::uuid, 'booking.remind', jsonb_build_object('schoolId', $1::uuid, 'bookingId', a.id),
        $15::timestamptz
      FROM asked a JOIN booked USING (id) WHERE a.job_id IS NOT NULL
      UNION ALL
      SELECT $16::uuid, $1::uuid, 'booking.due', jsonb_build_object('schoolId', $1::uuid, 'hallId', $2::uuid),
        $7::timestamptz
      WHERE EXISTS (SELECT FROM booked)
    )
    SELECT w.turn::int, coalesce(w.known_hash, CASE WHEN booked.id IS NOT NULL THEN w.body_hash END) AS body_hash,
      coalesce(w.known_answer, CASE WHEN booked.id IS NOT NULL THEN w.answer END) AS answer,
      r.turn IS NOT NULL AS was_asked, coalesce(NOT p.is_alone, false) AS is_busy
    FROM wish w LEFT JOIN ready r ON r.turn = w.turn LEFT JOIN person p ON p.turn = w.turn
    LEFT JOIN booked ON booked.id = w.id
    ORDER BY w.turn`,
};

/** $1 school $2 person $3 booking */
export const FIND_BOOKING: Prepared = {
  name: 'booking.find',
  text: 'SELECT * FROM bookings WHERE school_id = $1 AND person_id = $2 AND id = $3',
};

/** The same, after the hall was locked. */
export const LOCK_BOOKING: Prepared = { name: 'booking.lock', text: `${FIND_BOOKING.text} FOR UPDATE` };
