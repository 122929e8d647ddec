import type { Prepared } from '../common/prepared';
import { END_BATCH, type EndedRow } from './due.sql';

/** Whatever ended longer ago may have excuses: it is looked at hall by hall. */
export const JUST_NOW_MS = 60_000;

/** $3 now $4 how long a use may be overdue */
const IS_DUE = `(
  (b.state IN ('offered', 'held') AND b.expires_at <= $3::timestamptz)
  OR (b.state IN ('in_use', 'admitted_late') AND b.ends_at + $4::interval <= $3::timestamptz))`;

export interface RoundHall {
  id: string;
  time_zone: string;
  /** JSON */
  hours: string;
}

/**
 * Halls that somebody asked about, and all others where something is due; those that somebody else has are left out.
 * $1 school $2 halls $3 now $4 how long a use may be overdue
 */
export const LOCK_ROUND: Prepared = {
  name: 'booking.lock_round',
  text: `
    SELECT h.id, s.time_zone, v.hours::text AS hours FROM halls h
    JOIN venues v ON v.school_id = h.school_id AND v.id = h.venue_id
    JOIN schools s ON s.id = h.school_id
    WHERE h.school_id = $1 AND h.id = ANY (ARRAY(
      SELECT unnest($2::uuid[])
      UNION
      SELECT hall_id FROM bookings
      WHERE school_id = $1 AND state IN ('offered', 'held') AND expires_at <= $3::timestamptz
      UNION
      SELECT hall_id FROM bookings
      WHERE school_id = $1 AND state IN ('in_use', 'admitted_late') AND ends_at <= $3::timestamptz - $4::interval))
    ORDER BY h.id FOR UPDATE OF h SKIP LOCKED`,
};

export interface RoundRow {
  ended: (EndedRow & { hall_id: string })[];
  /** halls where nothing is left to do */
  done: string[];
}

/**
 * What has run out just now in halls that are locked and were open ends, and the places come back. Left alone are halls
 * where somebody waits or that a closure has closed, bookings that a scan has just now, and whatever may be excused. A
 * statement of its own: what the lock waited for is seen.
 *
 * $1 school $2 halls $3 now $4 how long a use may be overdue $5 since when the venues are open, at the latest
 */
export const END_ROUND: Prepared = {
  name: 'booking.end_round',
  text: `
    WITH plain AS MATERIALIZED (
      SELECT h.id FROM halls h WHERE h.school_id = $1 AND h.id = ANY ($2::uuid[])
        AND NOT EXISTS (SELECT FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id)
        AND NOT EXISTS (
          SELECT FROM venue_closures l WHERE l.school_id = h.school_id AND l.venue_id = h.venue_id
            AND l.removed_at IS NULL AND l.starts_at <= $3::timestamptz AND l.ends_at > $5::timestamptz)
    ), due AS MATERIALIZED (
      SELECT b.id, b.state FROM bookings b
      WHERE b.school_id = $1 AND b.hall_id = ANY (ARRAY(SELECT id FROM plain)) AND ${IS_DUE}
        AND (b.state <> 'held' OR (b.expires_at > $5::timestamptz AND b.shown_at IS NULL AND NOT EXISTS (
          SELECT FROM pass_holds f WHERE f.school_id = $1 AND f.person_id = b.person_id AND f.placed_at <= b.expires_at
            AND (f.lifted_at IS NULL OR f.lifted_at > b.expires_at))))
      ORDER BY b.id LIMIT ${END_BATCH} FOR UPDATE SKIP LOCKED
    ), ended AS (
      UPDATE bookings b SET
        state = CASE due.state WHEN 'offered' THEN 'lapsed' WHEN 'held' THEN 'expired' ELSE 'ended' END,
        ended_at = CASE WHEN due.state IN ('offered', 'held') THEN b.expires_at ELSE b.ends_at + $4::interval END,
        ended_by = CASE WHEN due.state IN ('offered', 'held') THEN 'expired' ELSE 'timeout' END
      FROM due WHERE b.school_id = $1 AND b.id = due.id
      RETURNING b.id, b.person_id, b.venue_id, b.kind_id, b.hall_id, b.state, b.ended_at,
        due.state <> 'admitted_late' AS took_place
    ), breaches AS (
      INSERT INTO booking_breaches (school_id, id, person_id, booking_id, kind_id, venue_id, at)
      SELECT $1::uuid, id, person_id, id, kind_id, venue_id, ended_at FROM ended WHERE state = 'expired'
      ON CONFLICT (school_id, booking_id) DO NOTHING
    ), back AS (
      UPDATE halls h SET held = h.held - came.places, capacity = greatest(h.wished, h.held - came.places)
      FROM (SELECT hall_id, count(*)::int AS places FROM ended WHERE took_place GROUP BY hall_id) came
      WHERE h.school_id = $1 AND h.id = came.hall_id
    )
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'person_id', person_id, 'state', state, 'hall_id', hall_id,
         'took_place', took_place)), '[]') FROM ended) AS ended,
      ARRAY(SELECT id FROM plain WHERE NOT EXISTS (
        SELECT FROM bookings b WHERE b.school_id = $1 AND b.hall_id = plain.id AND ${IS_DUE}
          AND b.id NOT IN (SELECT id FROM due))) AS done`,
};
