import { hallId } from '../../bench/booking/venues.mjs';
import { personId } from '../../bench/rig/campus.mjs';

/** What became of the bookings of some people. @param {import('./world.mjs').BookingWorld} world @param {number} hall @param {number} first @param {number} count */
export async function bookingsOf({ rig }, hall, first, count) {
  const { rows } = await rig.observer.query(
    `SELECT b.id, b.person_id, b.state, b.expires_at, r.booking_id IS NOT NULL AS breach
     FROM bookings b LEFT JOIN booking_breaches r ON r.booking_id = b.id
     WHERE b.hall_id = $1 AND b.person_id BETWEEN $2 AND $3`,
    [hallId(hall), personId(first), personId(first + count - 1)],
  );
  return new Map(rows.map((row) => [row.person_id, row]));
}
