/**
 * What stands in the tables at one instant, built up from the journal.
 * @typedef {import('./journal.mjs').Row} Row
 */
export class Places {
  /** @type {Map<string, Row>} */
  halls = new Map();
  /** @type {Map<string, Row>} */
  bookings = new Map();
  /** waiting entries by hall, in the order of their places @type {Map<string, Row[]>} */
  waiting = new Map();
  /** hours of a venue and since when, the latest first @type {Map<string, { hours: import('./hours.mjs').Hours[], since: number }[]>} */
  venues = new Map();
  /** closures @type {Map<string, Row>} */
  closures = new Map();
  /** how many of a hall's bookings take a place @type {Map<string, number>} */
  taken = new Map();
  /** active bookings of a person @type {Map<string, number>} */
  active = new Map();

  /** @param {import('./table.mjs').Table} table */
  constructor(table) {
    this.table = table;
  }

  /** @param {import('./journal.mjs').Change} change @param {number} at */
  apply({ table, before, after }, at) {
    if (table === 'bookings') {
      this.count(before, -1);
      this.count(after, 1);
      this.put(this.bookings, before, after);
    } else if (table === 'halls') {
      this.put(this.halls, before, after);
    } else if (table === 'venues') {
      const earlier = this.venues.get(after?.id) ?? [];
      this.venues.set(after?.id, [{ hours: after?.hours, since: at }, ...earlier]);
    } else if (table === 'venue_closures') {
      this.put(this.closures, before, after);
    } else if (table === 'waiting_entries') {
      this.queue(before, after);
    }
  }

  /** @param {Map<string, Row>} rows @param {Row | null} before @param {Row | null} after */
  put(rows, before, after) {
    if (after === null) {
      rows.delete(before?.id);
    } else {
      rows.set(after.id, after);
    }
  }

  /** @param {Row | null} booking @param {1 | -1} by */
  count(booking, by) {
    if (booking && this.table.takesPlace(booking.state)) {
      this.taken.set(booking.hall_id, (this.taken.get(booking.hall_id) ?? 0) + by);
    }
    if (booking && this.table.isActive(booking.state)) {
      this.active.set(booking.person_id, (this.active.get(booking.person_id) ?? 0) + by);
    }
  }

  /** @param {Row | null} before @param {Row | null} after */
  queue(before, after) {
    const hallId = (after ?? before)?.hall_id;
    const rest = (this.waiting.get(hallId) ?? []).filter(({ id }) => id !== before?.id);
    this.waiting.set(
      hallId,
      after === null ? rest : [...rest, after].sort((one, other) => Number(one.place) - Number(other.place)),
    );
  }

  /** Those that a venue had at an instant; before the journal begins, its first. @param {string} venueId @param {number} at */
  hoursAt(venueId, at) {
    const known = this.venues.get(venueId) ?? [];
    return known.find(({ since }) => since <= at) ?? known.at(-1);
  }

  /** Closed out of turn. @param {string} venueId @param {number} at */
  isClosed(venueId, at) {
    return [...this.closures.values()].some(
      ({ venue_id, starts_at, ends_at, removed_at }) =>
        venue_id === venueId && removed_at === null && Date.parse(starts_at) <= at && at < Date.parse(ends_at),
    );
  }
}
