import type { Prepared } from '../common/prepared';

/**
 * The booking that counts at a door: the one that runs, else one that ran out within the hour.
 * $1 school $2 person $3 venue $4 an hour ago $5 before whatever may still run was booked
 */
export const NEAREST_BOOKING: Prepared = {
  name: 'booking.nearest',
  text: `
    SELECT state, expires_at, ends_at FROM bookings
    WHERE school_id = $1 AND person_id = $2 AND venue_id = $3 AND booked_at > $5::timestamptz
      AND (state IN ('held', 'in_use', 'admitted_late') OR (state = 'expired' AND expires_at > $4::timestamptz))
    ORDER BY state = 'expired', booked_at DESC LIMIT 1`,
};

/**
 * Somebody goes in: what is held comes into use, what is in use stays so. The hall is not locked, as the place stays
 * taken; whoever ends the booking at the same moment waits for this row, or this statement for them. Answers nothing
 * where no place is left.
 *
 * $1 school $2 person $3 venue $4 now $5 how long a use may be overdue $6 $7 outbox ids $8 how long before its end
 * somebody is reminded
 */
export const GO_IN: Prepared = {
  name: 'booking.go_in',
  text: `
    WITH gone_in AS (
      UPDATE bookings b SET state = CASE b.state WHEN 'held' THEN 'in_use' ELSE b.state END,
        used_at = coalesce(b.used_at, $4::timestamptz),
        ends_at = coalesce(b.ends_at, $4::timestamptz + make_interval(mins => v.use_minutes))
      FROM venues v
      WHERE b.school_id = $1 AND b.person_id = $2 AND b.venue_id = $3 AND b.state IN ('held', 'in_use', 'admitted_late')
        AND CASE b.state WHEN 'held' THEN b.expires_at > $4::timestamptz
          ELSE b.ends_at + $5::interval > $4::timestamptz END
        AND v.school_id = b.school_id AND v.id = b.venue_id
      RETURNING b.id, b.hall_id, b.ends_at, b.used_at = $4::timestamptz AS begins
    ), job AS (
      INSERT INTO outbox (id, school_id, name, payload, due_at)
      SELECT $6::uuid, $1::uuid, 'booking.due', jsonb_build_object('schoolId', $1::uuid, 'hallId', hall_id),
        ends_at + $5::interval
      FROM gone_in WHERE begins
      UNION ALL
      SELECT $7::uuid, $1::uuid, 'booking.remind', jsonb_build_object('schoolId', $1::uuid, 'bookingId', id),
        ends_at - $8::interval
      FROM gone_in WHERE begins
    )
    SELECT id FROM gone_in`,
};

export interface LeftPlace {
  hall_id: string;
  took_place: boolean;
}

/**
 * Somebody goes out: the use of a place of this venue is over, its hall locked first.
 * $1 school $2 person $3 venue $4 now $5 by what
 */
export const GO_OUT: Prepared = {
  name: 'booking.go_out',
  text: `
    WITH hall AS MATERIALIZED (
      SELECT h.id FROM halls h WHERE h.school_id = $1 AND h.id = (
        SELECT b.hall_id FROM bookings b
        WHERE b.school_id = $1 AND b.person_id = $2 AND b.venue_id = $3 AND b.state IN ('in_use', 'admitted_late'))
      FOR UPDATE
    ), used AS MATERIALIZED (
      SELECT b.id, b.state FROM bookings b JOIN hall ON b.hall_id = hall.id
      WHERE b.school_id = $1 AND b.person_id = $2 AND b.venue_id = $3 AND b.state IN ('in_use', 'admitted_late')
      FOR UPDATE OF b
    )
    UPDATE bookings b SET state = 'ended', ended_at = $4::timestamptz, ended_by = $5
    FROM used WHERE b.school_id = $1 AND b.id = used.id
    RETURNING b.hall_id, used.state <> 'admitted_late' AS took_place`,
};
