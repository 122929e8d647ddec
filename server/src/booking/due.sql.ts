import type { BookingState } from '@shared/booking';
import type { Prepared } from '../common/prepared';

export interface EndedRow {
  id: string;
  person_id: string;
  state: BookingState;
  /** it took one of the places */
  took_place: boolean;
  /** why nothing was missed where it ran out: a door could not look, the venue had closed by then, or a hold refused them */
  excuse?: 'shown' | 'venue_closed' | 'held_back' | null;
}

export const END_BATCH = 500;

/**
 * Whatever the clock has ended in a hall ends, and who did not come has broken a rule, unless a door sent them away that
 * could not look, the venue closed within their time, or a hold refused them at its end. A row that a scan holds is waited
 * for, and looked at again as the scan left it. The breach is known by its booking.
 *
 * $1 school $2 hall $3 now $4 how long a use may be overdue $5 from when, and $6 until when, the venue was closed
 */
export const END_DUE: Prepared = {
  name: 'booking.end_due',
  text: `
    WITH due AS MATERIALIZED (
      SELECT id, state, CASE
        WHEN state = 'held' AND shown_at IS NOT NULL THEN 'shown'
        WHEN state = 'held' AND EXISTS (
          SELECT FROM unnest($5::timestamptz[], $6::timestamptz[]) AS closed (since, until)
          WHERE expires_at >= since AND expires_at < until) THEN 'venue_closed'
        WHEN state = 'held' AND EXISTS (
          SELECT FROM pass_holds f WHERE f.school_id = $1 AND f.person_id = bookings.person_id
            AND f.placed_at <= expires_at AND (f.lifted_at IS NULL OR f.lifted_at > expires_at)) THEN 'held_back' END AS excuse
      FROM bookings
      WHERE school_id = $1 AND hall_id = $2 AND (
        (state IN ('offered', 'held') AND expires_at <= $3::timestamptz)
        OR (state IN ('in_use', 'admitted_late') AND ends_at + $4::interval <= $3::timestamptz))
      ORDER BY id LIMIT ${END_BATCH} FOR UPDATE
    ), ended AS (
      UPDATE bookings b SET
        state = CASE due.state WHEN 'offered' THEN 'lapsed' WHEN 'held' THEN 'expired' ELSE 'ended' END,
        ended_at = CASE WHEN due.state IN ('offered', 'held') THEN b.expires_at ELSE b.ends_at + $4::interval END,
        ended_by = CASE WHEN due.excuse = 'venue_closed' THEN 'venue_closed' WHEN due.excuse IS NOT NULL THEN 'excused'
          WHEN due.state IN ('offered', 'held') THEN 'expired' ELSE 'timeout' END
      FROM due WHERE b.school_id = $1 AND b.id = due.id
      RETURNING b.id, b.person_id, b.venue_id, b.kind_id, b.state, b.ended_at, due.state <> 'admitted_late' AS took_place,
        due.excuse
    ), breaches AS (
      INSERT INTO booking_breaches (school_id, id, person_id, booking_id, kind_id, venue_id, at)
      SELECT $1::uuid, id, person_id, id, kind_id, venue_id, ended_at FROM ended
      WHERE state = 'expired' AND excuse IS NULL
      ON CONFLICT (school_id, booking_id) DO NOTHING
    )
    SELECT id, person_id, state, took_place, excuse FROM ended`,
};

/** $1 school $2 hall $3 now. Everybody is sent away; nobody has broken a rule. */
export const CLOSE_HALL: Prepared = {
  name: 'booking.close_hall',
  text: `
    WITH open AS MATERIALIZED (
      SELECT id, state FROM bookings
      WHERE school_id = $1 AND hall_id = $2 AND state IN ('offered', 'held', 'in_use', 'admitted_late')
      ORDER BY id FOR UPDATE
    )
    UPDATE bookings b SET state = CASE WHEN open.state IN ('offered', 'held') THEN 'cancelled' ELSE 'ended' END,
      ended_at = $3::timestamptz, ended_by = 'venue_closed'
    FROM open WHERE b.school_id = $1 AND b.id = open.id
    RETURNING b.id, b.person_id, b.state, open.state <> 'admitted_late' AS took_place`,
};

/**
 * Halls where something is overdue, without asking Redis: by an end, by a closure out of turn that has begun, or by a
 * free place beside somebody who waits. $1 now $2 how long a use may be overdue
 */
export const OVERDUE_HALLS: Prepared = {
  name: 'booking.overdue_halls',
  text: `
    SELECT school_id AS "schoolId", hall_id AS "hallId" FROM bookings
    WHERE state IN ('offered', 'held') AND expires_at <= $1::timestamptz
    UNION
    SELECT school_id, hall_id FROM bookings
    WHERE state IN ('in_use', 'admitted_late') AND ends_at <= $1::timestamptz - $2::interval
    UNION
    SELECT b.school_id, b.hall_id FROM venue_closures l
    JOIN halls h ON h.school_id = l.school_id AND h.venue_id = l.venue_id
    JOIN bookings b ON b.school_id = h.school_id AND b.hall_id = h.id
    WHERE l.starts_at <= $1::timestamptz AND l.ends_at > $1::timestamptz AND l.removed_at IS NULL
      AND b.state IN ('offered', 'held', 'in_use', 'admitted_late')`,
};

/** Halls where somebody waits, and whether it is for nothing: a place is free there, or nobody gets one any more. */
export const AWAITED_HALLS: Prepared = {
  name: 'booking.awaited_halls',
  text: `
    SELECT h.school_id AS "schoolId", h.id AS "hallId",
      h.held < h.capacity OR h.wished = 0 OR h.removed_at IS NOT NULL AS "isIdle"
    FROM halls h
    WHERE EXISTS (SELECT FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id)`,
};
