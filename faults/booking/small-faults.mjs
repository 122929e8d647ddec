import { replay } from './checker.mjs';

const at = Date.now();
const iso = (/** @type {number} */ ms) => new Date(ms).toISOString();

/** One fault each, in journals of a few lines. @param {string} hall @returns {Record<string, { rule: string, apartMs?: number, commits: import('./journal.mjs').Change[][] }>} */
function smallFaults(hall) {
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
      expires_at: iso(at + 60_000),
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
  const hours = (/** @type {import('./hours.mjs').Hours[]} */ of) => ({
    ...{ table: 'venues', before: null, after: { id: 'v', hours: of } },
  });
  const ended = { ended_at: iso(at), ended_by: 'expired' };
  const full = [place(2), booked('1', 'a'), booked('2', 'b')];
  return {
    'a counter that is wrong': { rule: 'counter', commits: [[place(0)], [booked('1', 'a')]] },
    'two bookings of one person': {
      rule: 'one active booking',
      commits: [[place(2), booked('1', 'a'), booked('2', 'a')]],
    },
    'a place given away while fewer are wished for': {
      ...{
        rule: 'capacity',
        commits: [
          [place(2, 1), booked('1', 'a')],
          [place(2, 1), booked('2', 'b')],
        ],
      },
    },
    'a booking past those who wait': {
      ...{ rule: 'waiting list', commits: [full, [waits('c', 1)], [place(3, 3), booked('3', 'd')]] },
    },
    'an offer to the second of two': {
      ...{
        rule: 'waiting list',
        commits: [full, [waits('c', 1), waits('d', 2)], [place(3, 3), goes('d', 2), booked('3', 'd', 'offered')]],
      },
    },
    'a free place beside somebody who waits': { rule: 'waiting list', commits: [full, [waits('c', 1)], [place(2, 3)]] },
    'a step that is not in the table': {
      ...{ rule: 'states', commits: [[place(1), booked('1', 'a')], [changed('1', 'a', 'held', 'lapsed', ended)]] },
    },
    'an end before its time': {
      ...{
        rule: 'void by the clock',
        commits: [[place(1), booked('1', 'a')], [changed('1', 'a', 'held', 'expired', ended)]],
      },
    },
    'a place given away in a venue that is shut by its hours': {
      ...{
        rule: 'closed',
        apartMs: 10_000,
        commits: [
          [place(0), hours([])],
          [place(1), booked('1', 'a')],
        ],
      },
    },
    'an offer in a venue that is shut by its hours': {
      rule: 'closed',
      apartMs: 10_000,
      commits: [
        [place(0), hours([]), waits('a', 1)],
        [place(1), goes('a', 1), booked('1', 'a', 'offered')],
      ],
    },
    'a booking that other hours have ended': {
      rule: 'closed',
      commits: [
        [place(1), booked('1', 'a')],
        [
          ...[hours([]), place(0)],
          changed('1', 'a', 'held', 'cancelled', { ended_at: iso(at), ended_by: 'venue_closed' }),
        ],
      ],
    },
    'an end without its breach': {
      ...{ rule: 'breaches', commits: [[place(1), booked('1', 'a')], [changed('1', 'a', 'held', 'expired', ended)]] },
    },
  };
}

/** @param {import('./table.mjs').Table} table @param {string} hall @returns {string[]} faults that the checker did not see */
export function unseenFaults(table, hall) {
  return Object.entries(smallFaults(hall)).flatMap(([name, { rule, commits, apartMs = 0 }]) => {
    const journal = commits.map((changes, order) => ({ tx: String(order), at: at + order * apartMs, changes }));
    return replay(journal, table).faults.some((fault) => fault.rule === rule) ? [] : [name];
  });
}
