import type { Prepared } from '../common/prepared';
import type { BookingRow } from './booking.types';

export interface ConcernedRow extends Pick<
  BookingRow,
  'id' | 'person_id' | 'hall_id' | 'state' | 'booked_at' | 'expires_at' | 'used_at'
> {
  use_minutes: number;
}

/**
 * Halls that passages told late may concern, those where whoever had a fever has anything, and those where any of them
 * wait: a booking that comes back to life ends that.
 * $1 school $2 venue $3 people $4 since when $5 people with a fever
 */
export const CONCERNED_HALLS: Prepared = {
  name: 'booking.concerned_halls',
  text: `
    SELECT hall_id FROM bookings
    WHERE school_id = $1 AND venue_id = $2 AND person_id = ANY ($3::uuid[]) AND booked_at > $4::timestamptz
      AND state IN ('held', 'expired', 'in_use', 'admitted_late')
    UNION
    SELECT hall_id FROM bookings
    WHERE school_id = $1 AND person_id = ANY ($5::uuid[]) AND state IN ('offered', 'held', 'in_use', 'admitted_late')
    UNION
    SELECT hall_id FROM waiting_entries WHERE school_id = $1 AND person_id = ANY ($3::uuid[] || $5::uuid[])`,
};

/**
 * The same bookings, in halls that are locked; one of a moment ago began after everything that is told. The latest first.
 * $1 school $2 venue $3 people $4 since when $5 halls
 */
export const CONCERNED_BOOKINGS: Prepared = {
  name: 'booking.concerned_bookings',
  text: `
    SELECT b.id, b.person_id, b.hall_id, b.state, b.booked_at, b.expires_at, b.used_at, v.use_minutes
    FROM bookings b JOIN venues v ON v.school_id = b.school_id AND v.id = b.venue_id
    WHERE b.school_id = $1 AND b.venue_id = $2 AND b.person_id = ANY ($3::uuid[]) AND b.booked_at > $4::timestamptz
      AND b.state IN ('held', 'expired', 'in_use', 'admitted_late') AND b.hall_id = ANY ($5::uuid[])
    ORDER BY b.booked_at DESC, b.id FOR UPDATE OF b`,
};

/** $1 school $2 bookings. Their breaches, in the order in which whoever takes back many takes them. */
export const LOCK_BREACHES: Prepared = {
  name: 'booking.lock_breaches',
  text: `
    SELECT FROM booking_breaches WHERE school_id = $1 AND booking_id = ANY ($2::uuid[]) AND undone_at IS NULL
    ORDER BY id FOR UPDATE`,
};

/** $1 school $2 booking $3 state $4 used at $5 ends at $6 ended at $7 by what; null where it runs */
export const CHANGE_USE: Prepared = {
  name: 'booking.change_use',
  text: `
    UPDATE bookings SET state = $3, used_at = $4::timestamptz, ends_at = $5::timestamptz, ended_at = $6::timestamptz,
      ended_by = $7
    WHERE school_id = $1 AND id = $2`,
};

/** $1 school $2 booking $3 ended at $4 by what */
export const END_USE: Prepared = {
  name: 'booking.end_use',
  text: `UPDATE bookings SET state = 'ended', ended_at = $3::timestamptz, ended_by = $4 WHERE school_id = $1 AND id = $2`,
};

/** $1 school $2 hall. A place that is free, and for which nobody waits. */
export const TAKE_FREE_PLACE: Prepared = {
  name: 'booking.take_free_place',
  text: `
    UPDATE halls h SET held = held + 1
    WHERE h.school_id = $1 AND h.id = $2 AND h.held < h.capacity AND h.removed_at IS NULL
      AND NOT EXISTS (SELECT FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id)
    RETURNING h.id`,
};

/** $1 school $2 booking $3 now. It was held when the fever was measured. */
export const CANCEL_FOR_FEVER: Prepared = {
  name: 'booking.cancel_for_fever',
  text: `
    UPDATE bookings SET state = 'cancelled', ended_at = $3::timestamptz, ended_by = 'fever'
    WHERE school_id = $1 AND id = $2`,
};

/** $1 school $2 booking $3 when they stood there. Nothing is missed, whenever it runs out. */
export const EXCUSE: Prepared = {
  name: 'booking.excuse',
  text: `
    UPDATE bookings SET shown_at = coalesce(shown_at, $3::timestamptz)
    WHERE school_id = $1 AND id = $2 AND state = 'held'`,
};

/** $1 school $2 booking $3 now */
export const FORGIVE: Prepared = {
  name: 'booking.forgive',
  text: `
    UPDATE booking_breaches SET undone_at = $3::timestamptz
    WHERE school_id = $1 AND booking_id = $2 AND undone_at IS NULL RETURNING id`,
};
