import { Places } from './places.mjs';

/**
 * @typedef {import('./journal.mjs').Commit} Commit
 * @typedef {import('./journal.mjs').Row} Row
 * @typedef {{ rule: string, what: string, at: number }} Fault
 * @typedef {{ hallId: string, expiresAt: number, freedAt: number }} Void
 * @typedef {{ faults: Fault[], voids: Void[], commits: number, highest: Map<string, number>, left: Row[] }} Findings
 *   `voids`: bookings and offers that ran out, and when their place was given back; `left`: rows that still take a place
 */

/** An instant that a transaction has read lies this long before its commit at most. */
const A_TRANSACTION_MS = 2_000;

/**
 * Replays the journal and looks at what stands after every commit: between two commits nothing changes, so that these
 * are all instants that anybody can see.
 * @param {Commit[]} commits
 * @param {import('./table.mjs').Table} table
 * @param {{ isShut?: (venueId: string, at: number) => boolean }} [world] venues closed by their hours
 * @returns {Findings}
 */
export function replay(commits, table, { isShut = () => false } = {}) {
  const places = new Places(table);
  /** @type {Findings} */
  const findings = { faults: [], voids: [], commits: commits.length, highest: new Map(), left: [] };
  for (const commit of commits) {
    const fault = (/** @type {string} */ rule, /** @type {string} */ what) =>
      findings.faults.push({ rule, what, at: commit.at });
    const waitedBefore = new Map(places.waiting);
    // whoever joins and is offered a place in one commit has waited as well
    for (const { table: what, after } of commit.changes) {
      if (what === 'waiting_entries' && after !== null) {
        waitedBefore.set(after.hall_id, [...(waitedBefore.get(after.hall_id) ?? []), after]);
      }
    }
    const isOffered = (/** @type {Row | null} */ row) => row?.state === 'offered';
    for (const change of commit.changes) {
      places.apply(change);
    }
    const bookings = wholeChanges(commit, 'bookings');
    for (const { before, after } of bookings) {
      judgeStep(before, after, commit, table, fault);
      if (before && after && isVoidEnd(before, after)) {
        const expiresAt = Date.parse(before.expires_at);
        findings.voids.push({ hallId: after.hall_id, expiresAt, freedAt: commit.at });
      }
      const active = places.active.get(after?.person_id) ?? 0;
      if (active > 1) {
        fault('one active booking', `${after?.person_id} has ${active}`);
      }
    }
    const isTaken = ({ before, after }) =>
      after !== null && table.takesPlace(after.state) && !(before && table.takesPlace(before.state));
    for (const hallId of hallsOf(commit)) {
      const here = bookings.filter(({ before, after }) => (after ?? before)?.hall_id === hallId);
      const fresh = here.filter(isTaken).map(({ after }) => /** @type {Row} */ (after));
      judgeHall(places, hallId, fresh, fault);
      judgeOrder(places, waitedBefore.get(hallId) ?? [], fresh, isOffered, fault);
      const hall = places.halls.get(hallId);
      if (hall && !places.isClosed(hall.venue_id, commit.at) && !isShut(hall.venue_id, commit.at)) {
        judgeWaiting(places, hall, fault);
      }
      findings.highest.set(hallId, Math.max(findings.highest.get(hallId) ?? 0, places.taken.get(hallId) ?? 0));
    }
  }
  findings.left = [...places.bookings.values()].filter(({ state }) => table.takesPlace(state));
  return findings;
}

/** A row that a transaction changes twice has changed once for everybody else. @param {Commit} commit @param {string} name */
function wholeChanges({ changes }, name) {
  /** @type {Map<string, { before: Row | null, after: Row | null }>} */
  const whole = new Map();
  for (const { table, before, after } of changes) {
    if (table === name) {
      const id = (after ?? before)?.id;
      whole.set(id, { before: whole.has(id) ? (whole.get(id)?.before ?? null) : before, after });
    }
  }
  return [...whole.values()];
}

const isVoidEnd = (/** @type {Row} */ before, /** @type {Row} */ after) =>
  ['offered', 'held'].includes(before.state) && (after.state === 'expired' || after.ended_by === 'expired');

/** @param {Commit} commit */
const hallsOf = ({ changes }) =>
  new Set(
    changes.flatMap(({ table, before, after }) => {
      const row = after ?? before;
      return table === 'halls' ? [row?.id] : table === 'bookings' || table === 'waiting_entries' ? [row?.hall_id] : [];
    }),
  );

/** One booking from one state to the next. @param {Row | null} before @param {Row | null} after @param {Commit} commit */
function judgeStep(before, after, { at, changes }, table, fault) {
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
  const isBreach = changes.some(
    (change) => change.table === 'booking_breaches' && change.after?.booking_id === after.id,
  );
  if (before.state === 'held' && after.state === 'expired' && !isBreach) {
    fault('breaches', `${step} without a breach`);
  }
  if (before.state !== 'held' && before.state !== 'expired' && isBreach) {
    fault('breaches', `${step} with a breach`);
  }
}

/** Never over, by rows and by the counter. @param {Places} places @param {string} hallId @param {Row[]} fresh */
function judgeHall(places, hallId, fresh, fault) {
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
function judgeOrder(places, waited, fresh, isOffered, fault) {
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
function judgeWaiting(places, hall, fault) {
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
