import type { Prepared } from '../common/prepared';

/** The key of a person's own lock, as the triggers of bookings and waiting entries take it. */
export const lockOf = (personId: string): string => `hashtextextended(${personId}::text, 14)`;

/** $1 people. After every hall, in one order; from then on nobody gives them a booking or puts them on a list. */
export const LOCK_PEOPLE: Prepared = {
  name: 'booking.lock_people',
  text: `
    SELECT pg_advisory_xact_lock(${lockOf('id')})
    FROM (SELECT DISTINCT id FROM unnest($1::uuid[]) AS asked (id) ORDER BY id) person`,
};
