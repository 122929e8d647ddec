import { replay } from './checker.mjs';
import { BEGUN_AT, instant, smallRows } from './small-rows.mjs';

/** @typedef {{ apartMs?: number, commits: import('./journal.mjs').Change[][] }} Small */

/** One fault each, in journals of a few lines. @param {string} hall @returns {Record<string, Small & { rule: string }>} */
function smallFaults(hall) {
  const { place, booked, changed, waits, goes, hours, ended, breach, closure, ranOut, shown, full } = smallRows(hall);
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
          changed('1', 'a', 'held', 'cancelled', { ended_at: instant(0), ended_by: 'venue_closed' }),
        ],
      ],
    },
    'an end without its breach': {
      rule: 'breaches',
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut()],
      ],
    },
    'an end without its breach, shown too late': {
      rule: 'breaches',
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut({ shown_at: instant(60_000) })],
      ],
    },
    'an end without its breach, excused by a closure that is none': {
      rule: 'breaches',
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut({}, 'venue_closed')],
      ],
    },
    'a breach while the venue was closed': {
      rule: 'breaches',
      commits: [
        [place(1), booked('1', 'a'), closure],
        [place(0), ranOut({}, 'venue_closed'), breach('1')],
      ],
    },
    'a breach while the venue was shut by its hours': {
      rule: 'breaches',
      commits: [[place(1), booked('1', 'a')], [hours([])], [place(0), ranOut({}, 'venue_closed'), breach('1')]],
    },
    'a breach of somebody who was shown in time': {
      rule: 'breaches',
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut(shown), breach('1')],
      ],
    },
    'a breach of a booking that stands': {
      rule: 'breaches',
      commits: [[place(1), booked('1', 'a')], [breach('1')]],
    },
  };
}

/** What is right, however it looks. @param {string} hall @returns {Record<string, Small>} */
function smallInnocents(hall) {
  const { place, booked, changed, hours, always, breach, closure, ranOut, shown } = smallRows(hall);
  return {
    'an end with its breach': {
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut(), breach('1')],
      ],
    },
    'an end while the venue was closed': {
      commits: [
        [place(1), booked('1', 'a'), closure],
        [place(0), ranOut({}, 'venue_closed')],
      ],
    },
    'an end while the venue was shut by its hours': {
      commits: [[place(1), booked('1', 'a')], [hours([])], [place(0), ranOut({}, 'venue_closed')]],
    },
    'an end after the venue was shut and is open again': {
      apartMs: 20_000,
      commits: [
        [place(1), booked('1', 'a'), hours([])],
        [hours(always)],
        [hours(always)],
        [hours(always)],
        [place(0), ranOut(), breach('1')],
      ],
    },
    'a use that was over before it was told': {
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut(), breach('1')],
        [changed('1', 'a', 'expired', 'ended', { used_at: instant(0), ended_at: instant(1), ended_by: 'code' })],
      ],
    },
    'an end of somebody who was shown in time': {
      commits: [
        [place(1), booked('1', 'a')],
        [place(0), ranOut(shown)],
      ],
    },
  };
}

/** @param {import('./table.mjs').Table} table @param {Small} journal */
function found(table, { commits, apartMs = 0 }) {
  const journal = commits.map((changes, order) => ({ tx: String(order), at: BEGUN_AT + order * apartMs, changes }));
  return replay(journal, table).faults;
}

/** @param {import('./table.mjs').Table} table @param {string} hall @returns {string[]} faults that the checker did not see */
export const unseenFaults = (table, hall) =>
  Object.entries(smallFaults(hall)).flatMap(([name, { rule, ...journal }]) =>
    found(table, journal).some((fault) => fault.rule === rule) ? [] : [name],
  );

/** @param {import('./table.mjs').Table} table @param {string} hall @returns {string[]} what is right and the checker finds fault with */
export const falseAlarms = (table, hall) =>
  Object.entries(smallInnocents(hall)).flatMap(([name, journal]) =>
    found(table, journal).map(({ rule, what }) => `${name}: ${rule}, ${what}`),
  );
