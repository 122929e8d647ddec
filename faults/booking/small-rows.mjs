const at = Date.now();
const iso = (/** @type {number} */ ms) => new Date(ms).toISOString();
const MINUTE_MS = 60_000;

/** When the journals begin: a booking of theirs began a minute before, and is good for one more. */
export const BEGUN_AT = at;
export const instant = (/** @type {number} */ ms) => iso(at + ms);

/** Lines of a journal, of one hall of the venue `v`. @param {string} hall */
export function smallRows(hall) {
  const place = (/** @type {number} */ held, wished = 2) => ({
    ...{ table: 'halls', before: null },
    after: { id: hall, venue_id: 'v', wished, capacity: Math.max(wished, held), held },
  });
  const row = (/** @type {string} */ id, /** @type {string} */ person, /** @type {string} */ state) => ({
    ...{
      id,
      person_id: person,
      hall_id: hall,
      venue_id: 'v',
      state,
      booked_at: iso(at - MINUTE_MS),
      expires_at: iso(at + MINUTE_MS),
      shown_at: null,
      used_at: null,
      ended_at: null,
    },
  });
  const booked = (id, person, state = 'held') => ({ table: 'bookings', before: null, after: row(id, person, state) });
  const changed = (id, person, from, to, rest) => ({
    ...{ table: 'bookings', before: row(id, person, from), after: { ...row(id, person, to), ...rest } },
  });
  const waits = (/** @type {string} */ person, /** @type {number} */ order) => ({
    ...{ table: 'waiting_entries', before: null },
    after: { id: `w${person}`, person_id: person, hall_id: hall, place: order },
  });
  const goes = (/** @type {string} */ person, /** @type {number} */ order) => ({
    ...{ table: 'waiting_entries', before: waits(person, order).after, after: null },
  });
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
  const hours = (/** @type {import('./hours.mjs').Hours[]} */ of) => ({
    ...{ table: 'venues', before: null, after: { id: 'v', hours: of } },
  });
  const ended = { ended_at: iso(at), ended_by: 'expired' };
  const breach = (/** @type {string} */ id) => ({
    ...{ table: 'booking_breaches', before: null, after: { id: `r${id}`, booking_id: id } },
  });
  const closure = {
    ...{ table: 'venue_closures', before: null },
    after: { id: 'l', venue_id: 'v', starts_at: iso(at), ends_at: iso(at + 60 * MINUTE_MS), removed_at: null },
  };
  /** By itself, at its time. */
  const ranOut = (/** @type {import('./journal.mjs').Row} */ was = {}, ended_by = 'expired') => {
    const before = { ...row('1', 'a', 'held'), ...was };
    const after = { ...before, state: 'expired', ended_at: before.expires_at, ended_by };
    return { table: 'bookings', before, after };
  };
  const shown = { shown_at: iso(at + MINUTE_MS - 1) };
  const full = [place(2), booked('1', 'a'), booked('2', 'b')];
  return { place, booked, changed, waits, goes, hours, always, ended, breach, closure, ranOut, shown, full };
}
