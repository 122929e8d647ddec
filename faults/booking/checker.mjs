import { isOpenBy } from './hours.mjs';
import { isVoidEnd, judgeBreaches, judgeClosed, judgeHall, judgeOrder, judgeStep, judgeWaiting } from './judges.mjs';
import { Places } from './places.mjs';

/**
 * @typedef {import('./journal.mjs').Commit} Commit
 * @typedef {import('./journal.mjs').Row} Row
 * @typedef {{ rule: string, what: string, at: number }} Fault
 * @typedef {{ hallId: string, expiresAt: number, freedAt: number }} Void
 * @typedef {{ faults: Fault[], voids: Void[], commits: number, highest: Map<string, number>, left: Row[] }} Findings
 *   `voids`: bookings and offers that ran out, and when their place was given back; `left`: rows that still take a place
 */

/**
 * Replays the journal and looks at what stands after every commit: between two commits nothing changes, so that these
 * are all instants that anybody can see.
 * @param {Commit[]} commits
 * @param {import('./table.mjs').Table} table
 * @param {{ timeZone?: string }} [campus]
 * @returns {Findings}
 */
export function replay(commits, table, { timeZone = 'Asia/Shanghai' } = {}) {
  const places = new Places(table);
  /** By the hours that it had then, and has had for so long. */
  const isShut = (/** @type {string} */ venueId, /** @type {number} */ at, forMs = 0) => {
    const known = places.hoursAt(venueId, at);
    return known !== undefined && at - known.since >= forMs && !isOpenBy(known.hours, at, timeZone);
  };
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
      places.apply(change, commit.at);
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
    judgeBreaches(places, bookings, commit, isShut, fault);
    const isTaken = ({ before, after }) =>
      after !== null && table.takesPlace(after.state) && !(before && table.takesPlace(before.state));
    for (const hallId of hallsOf(commit)) {
      const here = bookings.filter(({ before, after }) => (after ?? before)?.hall_id === hallId);
      const fresh = here.filter(isTaken).map(({ after }) => /** @type {Row} */ (after));
      judgeHall(places, hallId, fresh, fault);
      judgeClosed(places, here, fresh, commit.at, isShut, fault);
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

/** @param {Commit} commit */
const hallsOf = ({ changes }) =>
  new Set(
    changes.flatMap(({ table, before, after }) => {
      const row = after ?? before;
      return table === 'halls' ? [row?.id] : table === 'bookings' || table === 'waiting_entries' ? [row?.hall_id] : [];
    }),
  );
