import type { Prepared } from '../common/prepared';

export interface HadRow {
  /** null: they wait there */
  booking_id: string | null;
  hall_id: string;
}

/** $1 school $2 people. What they have, and where they wait. */
export const HAD_BY: Prepared = {
  name: 'booking.had_by',
  text: `
    SELECT id AS booking_id, hall_id FROM bookings WHERE school_id = $1 AND person_id = ANY ($2::uuid[])
      AND state IN ('offered', 'held', 'in_use', 'admitted_late')
    UNION ALL
    SELECT NULL, hall_id FROM waiting_entries WHERE school_id = $1 AND person_id = ANY ($2::uuid[])
    ORDER BY hall_id, booking_id`,
};

/** $1 school $2 booking $3 now $4 by what. After its hall was locked; what the clock has ended before is left to it. */
export const SEND_AWAY: Prepared = {
  name: 'booking.send_away',
  text: `
    WITH running AS MATERIALIZED (
      SELECT id, state FROM bookings
      WHERE school_id = $1 AND id = $2 AND (
        (state IN ('offered', 'held') AND expires_at > $3::timestamptz) OR state IN ('in_use', 'admitted_late'))
      FOR UPDATE
    )
    UPDATE bookings b SET state = CASE WHEN running.state IN ('offered', 'held') THEN 'cancelled' ELSE 'ended' END,
      ended_at = $3::timestamptz, ended_by = $4
    FROM running WHERE b.school_id = $1 AND b.id = running.id
    RETURNING running.state <> 'admitted_late' AS took_place`,
};
