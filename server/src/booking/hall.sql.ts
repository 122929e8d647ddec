import type { Bilingual } from '@shared/bilingual';
import type { OpeningHours } from '@shared/venue';
import type { Prepared } from '../common/prepared';
import { countedBreaches } from './breach.sql';
import { lockOf } from './person-lock.sql';

export interface LockedHall {
  held: number;
  capacity: number;
}

/** $1 school $2 hall. Before any of its bookings: whoever takes a place or gives one back locks this row first. */
export const LOCK_HALL: Prepared = {
  name: 'booking.lock_hall',
  text: 'SELECT held, capacity FROM halls WHERE school_id = $1 AND id = $2 FOR UPDATE',
};

/** $1 school $2 halls. Several at once, in the one order in which everybody locks them. */
export const LOCK_HALLS: Prepared = {
  name: 'booking.lock_halls',
  text: 'SELECT FROM halls WHERE school_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE',
};

/** What decides whether a place is handed on. */
export interface HallFactsRow {
  venue_id: string;
  kind_id: string;
  time_zone: string;
  hours: OpeningHours[];
  closures: { startsAt: string; endsAt: string; reason: Bilingual }[];
  daily_limit: number;
  breach_limit: number;
  breach_days: number;
  cool_down_hours: number;
  free: number;
  /** places that the school wants; null: the hall is closed down */
  wished: number | null;
  waiting: number;
}

/** $1 school $2 hall $3 now. With closures that are over since yesterday. After the lock, as a statement of its own: what the lock waited for is seen. */
export const HALL_FACTS: Prepared = {
  name: 'booking.hall_facts',
  text: `
    SELECT h.venue_id, v.kind_id, s.time_zone, v.hours, k.daily_limit, k.breach_limit, k.breach_days, k.cool_down_hours,
      CASE WHEN h.removed_at IS NULL THEN h.capacity - h.held ELSE 0 END AS free,
      CASE WHEN h.removed_at IS NULL THEN h.wished END AS wished,
      (SELECT count(*)::int FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id) AS waiting,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('startsAt', l.starts_at, 'endsAt', l.ends_at, 'reason', l.reason)
         ORDER BY l.starts_at), '[]')
       FROM venue_closures l
       WHERE l.school_id = h.school_id AND l.venue_id = h.venue_id AND l.ends_at > $3::timestamptz - interval '2 days'
         AND l.removed_at IS NULL) AS closures
    FROM halls h
    JOIN venues v ON v.school_id = h.school_id AND v.id = h.venue_id
    JOIN venue_kinds k ON k.school_id = v.school_id AND k.id = v.kind_id
    JOIN schools s ON s.id = h.school_id
    WHERE h.school_id = $1 AND h.id = $2`,
};

/** $1 school $2 hall $3 places. Where more are taken than the school wants, the hall shrinks by what comes back. */
export const GIVE_BACK: Prepared = {
  name: 'booking.give_back',
  text: `
    UPDATE halls SET held = held - $3::int, capacity = greatest(wished, held - $3::int)
    WHERE school_id = $1 AND id = $2`,
};

/**
 * To whoever waits first, as many as there are places. Whoever may not book now loses their turn. All of them are locked
 * before anything of theirs changes: whoever books elsewhere comes before or after.
 *
 * $1 school $2 hall $3 venue $4 kind $5 day $6 now $7 until when the offer stands $8 places $9 ids for bookings
 * $10 bookings a day $11 breaches that pause $12 days in which they count $13 hours of the pause
 */
export const OFFER_PLACES: Prepared = {
  name: 'booking.offer',
  text: `
    WITH first AS MATERIALIZED (
      SELECT w.id, w.person_id, row_number() OVER (ORDER BY w.place) AS turn,
        p.state = 'active'
        AND NOT EXISTS (
          SELECT FROM pass_holds f WHERE f.school_id = $1 AND f.person_id = w.person_id AND f.lifted_at IS NULL)
        AND NOT EXISTS (
          SELECT FROM bookings b WHERE b.school_id = $1 AND b.person_id = w.person_id
            AND b.state IN ('offered', 'held', 'in_use', 'admitted_late'))
        AND (
          SELECT count(*) FROM bookings b WHERE b.school_id = $1 AND b.person_id = w.person_id AND b.kind_id = $4
            AND b.day = $5::date AND b.ended_by IS DISTINCT FROM 'fever' AND b.ended_by IS DISTINCT FROM 'venue_closed'
        ) < $10::int
        AND NOT EXISTS (
          SELECT FROM (${countedBreaches({ person: 'w.person_id', kind: '$4', days: '$12::int' })}) breach
          WHERE breaches >= $11::int AND last_breach + make_interval(hours => $13::int) > $6::timestamptz) AS may
      FROM (
        SELECT id, person_id, place FROM waiting_entries WHERE school_id = $1 AND hall_id = $2 ORDER BY place LIMIT $8
      ) w
      JOIN people p ON p.school_id = $1 AND p.id = w.person_id
    ), alone AS MATERIALIZED (
      SELECT pg_advisory_xact_lock(${lockOf('person_id')})
      FROM (SELECT person_id FROM first ORDER BY person_id) person
    ), offered AS (
      INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at)
      SELECT $1::uuid, ($9::uuid[])[turn], person_id, $2::uuid, $3::uuid, $4::uuid, 'offered', $5::date,
        $6::timestamptz, $7::timestamptz
      FROM first WHERE (SELECT count(*) FROM alone) > 0 AND may
      ORDER BY person_id
      ON CONFLICT (school_id, person_id) WHERE state IN ('offered', 'held', 'in_use', 'admitted_late') DO NOTHING
      RETURNING id, person_id
    ), gone AS (
      DELETE FROM waiting_entries w
      WHERE (SELECT count(*) FROM alone) > 0 AND (SELECT count(*) FROM offered) >= 0
        AND w.school_id = $1 AND w.id IN (SELECT id FROM first)
      RETURNING w.id, w.person_id
    ), taken AS (
      UPDATE halls SET held = held + (SELECT count(*)::int FROM offered)
      WHERE school_id = $1 AND id = $2 AND EXISTS (SELECT FROM offered)
    )
    SELECT (SELECT count(*)::int FROM first) AS seen,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'personId', person_id)), '[]') FROM offered) AS offered,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', gone.id, 'personId', gone.person_id)), '[]') FROM gone
       WHERE gone.person_id NOT IN (SELECT person_id FROM offered)) AS "passedOver"`,
};
