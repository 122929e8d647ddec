/**
 * @typedef {import('./journal.mjs').Commit} Commit
 * @typedef {import('./journal.mjs').Row} Row
 * @typedef {import('./places.mjs').Places} Places
 * @typedef {(rule: string, what: string) => void} Tell
 */

/** An instant that a transaction has read lies this long before its commit at most. */
const A_TRANSACTION_MS = 2_000;

export const isVoidEnd = (/** @type {Row} */ before, /** @type {Row} */ after) =>
  ['offered', 'held'].includes(before.state) && (after.state === 'expired' || after.ended_by === 'expired');

/** One booking from one state to the next. @param {Row | null} before @param {Row | null} after @param {Commit} commit */
export function judgeStep(before, after, { at }, table, fault) {
  if (before === null || after === null) {
    if (after !== null && !['offered', 'held', 'in_use'].includes(after.state)) {
      fault('states', `${after.id} began as ${after.state}`);
    }
    return;
  }
  const step = `${after.id} ${before.state} → ${after.state}`;
  if (!table.follows(before.state, after.state) && before.state !== after.state) {
    fault('states', step);
  }
  const wasVoidAt = Date.parse(before.expires_at);
  const isWaitedFor = before.state === 'held' || before.state === 'offered';
  if (before.state === 'held' && after.state === 'in_use' && Date.parse(after.used_at) >= wasVoidAt) {
    fault('void by the clock', `${step} at ${after.used_at}, void from ${before.expires_at}`);
  }
  if (before.state === 'offered' && after.state === 'held' && at >= wasVoidAt + A_TRANSACTION_MS) {
    fault('void by the clock', `${step} ${(at - wasVoidAt).toFixed(0)} ms after the offer had run out`);
  }
  if (before.state === 'held' && after.state === 'cancelled' && Date.parse(after.ended_at) >= wasVoidAt) {
    fault('void by the clock', `${step} at ${after.ended_at}, void from ${before.expires_at}`);
  }
  if (isWaitedFor && isVoidEnd(before, after) && Date.parse(after.ended_at) < wasVoidAt) {
    fault('void by the clock', `${step} at ${after.ended_at}, good until ${before.expires_at}`);
  }
}

/**
 * Why nobody has missed anything by letting a place run out; null: they have.
 * @param {Row} held as it was @param {Places} places @param {(venueId: string, at: number, forMs: number) => boolean} isShut
 */
function excuseOf({ venue_id, booked_at, expires_at, shown_at }, places, isShut) {
  const ranOutAt = Date.parse(expires_at);
  const shownAt = Date.parse(shown_at);
  if (shownAt >= Date.parse(booked_at) && shownAt < ranOutAt) {
    return 'they stood in time before a door that could not judge';
  }
  return places.isClosed(venue_id, ranOutAt) || isShut(venue_id, ranOutAt, 0) ? 'the venue was closed by then' : null;
}

/**
 * A breach for each that ran out without an excuse, and for nothing else.
 * @param {Places} places @param {{ before: Row | null, after: Row | null }[]} changed @param {Commit} commit
 * @param {(venueId: string, at: number, forMs: number) => boolean} isShut @param {Tell} fault
 */
export function judgeBreaches(places, changed, { changes }, isShut, fault) {
  const begun = new Set(
    changes
      .filter(({ table, before }) => table === 'booking_breaches' && before === null)
      .map(({ after }) => after?.booking_id),
  );
  for (const { before, after } of changed) {
    if (before?.state === 'held' && after?.state === 'expired') {
      const excuse = excuseOf(before, places, isShut);
      const isBreach = begun.delete(after.id);
      if (excuse === null && !isBreach) {
        fault('breaches', `${after.id} ran out without a breach`);
      } else if (excuse !== null && isBreach) {
        fault('breaches', `${after.id} is a breach although ${excuse}`);
      }
    }
  }
  begun.forEach((id) => fault('breaches', `${id} is a breach and has not run out`));
}

/** Never over, by rows and by the counter. @param {Places} places @param {string} hallId @param {Row[]} fresh */
export function judgeHall(places, hallId, fresh, fault) {
  const hall = places.halls.get(hallId);
  if (!hall) {
    return;
  }
  const taken = places.taken.get(hallId) ?? 0;
  if (taken > hall.capacity) {
    fault('capacity', `${hallId}: ${taken} of ${hall.capacity} places taken`);
  }
  if (fresh.length > 0 && taken > hall.wished) {
    fault('capacity', `${hallId}: a place was given away with ${taken} taken and ${hall.wished} wished for`);
  }
  if (taken !== hall.held) {
    fault('counter', `${hallId}: ${hall.held} counted, ${taken} rows`);
  }
}

/**
 * Offers go to whoever has waited longest and has no booking; nobody books past those who wait.
 * @param {Places} places @param {Row[]} waited before the commit @param {Row[]} fresh places taken by it
 */
export function judgeOrder(places, waited, fresh, isOffered, fault) {
  for (const booking of fresh) {
    const at = waited.findIndex(({ person_id }) => person_id === booking.person_id);
    const before = at < 0 ? waited : waited.slice(0, at);
    const gotOne = new Set(fresh.map(({ person_id }) => person_id));
    const passed = before.filter(
      ({ id, person_id }) =>
        !gotOne.has(person_id) &&
        (places.active.get(person_id) ?? 0) === 0 &&
        (places.waiting.get(booking.hall_id) ?? []).some((still) => still.id === id),
    );
    if (passed.length > 0) {
      fault('waiting list', `${booking.id} ${booking.state} went past ${passed.length} who wait longer`);
    }
    if (isOffered(booking) && at < 0) {
      fault('waiting list', `${booking.id} was offered to somebody who did not wait`);
    }
  }
}

/** A free place never stands beside somebody who waits and could take it. @param {Places} places @param {Row} hall */
export function judgeWaiting(places, hall, fault) {
  const free = hall.wished - (places.taken.get(hall.id) ?? 0);
  const busy = (places.waiting.get(hall.id) ?? []).filter(({ person_id }) => (places.active.get(person_id) ?? 0) > 0);
  if (busy.length > 0) {
    fault('waiting list', `${hall.id}: ${busy.length} wait who have a booking`);
  }
  const ready = (places.waiting.get(hall.id) ?? []).filter(
    ({ person_id }) => (places.active.get(person_id) ?? 0) === 0,
  );
  if (free > 0 && ready.length > 0) {
    fault('waiting list', `${hall.id}: ${free} free while ${ready.length} wait`);
  }
}

/** A server keeps hours in its memory for seconds, and a transaction takes its time. */
const HOURS_KNOWN_MS = 5_000;

/**
 * A venue that is shut gives no place away; that its hours change takes none from anybody.
 * @param {Places} places @param {{ before: Row | null, after: Row | null }[]} changed @param {Row[]} fresh @param {number} at
 * @param {(venueId: string, at: number, forMs: number) => boolean} isShut
 */
export function judgeClosed(places, changed, fresh, at, isShut, fault) {
  for (const { id, venue_id, used_at } of fresh) {
    // whoever came in time has come, whenever it is told
    if (used_at === null && isShut(venue_id, at, HOURS_KNOWN_MS)) {
      fault('closed', `${id} was given away in a venue that is shut by its hours`);
    }
  }
  for (const { before, after } of changed) {
    const isThrownOut = after?.ended_by === 'venue_closed' && before?.ended_by !== 'venue_closed';
    const endedAt = Date.parse(after?.ended_at);
    // what runs out of itself while the venue is shut is no breach
    const ranOut = after?.state === 'expired' && isShut(after?.venue_id, endedAt, 0);
    if (isThrownOut && !ranOut && !places.isClosed(after?.venue_id, endedAt)) {
      fault('closed', `${after?.id} was ended by a closure that is none`);
    }
  }
}
