import fc from 'fast-check';
import type { OpeningHours } from '@shared/venue';
import {
  areHoursPossible,
  closedSpans,
  closureAt,
  isOpenAt,
  opennessAt,
  weekdayOf,
  type VenueTimes,
} from './opening-times';

const words = { zh: '检修', en: 'Repairs' };
const at = (clock: string): Date => new Date(`${clock}:00+08:00`);
const hours = (...spans: [OpeningHours['weekday'], number, number][]): OpeningHours[] =>
  spans.map(([weekday, opens, closes]) => ({ weekday, opens, closes }));
/** Monday 2026-09-07 is the first day. */
const times = (spans: OpeningHours[], ...closures: [string, string][]): VenueTimes => ({
  ...{ timeZone: 'Asia/Shanghai', hours: spans },
  closures: closures.map(([from, until]) => ({ startsAt: at(from), endsAt: at(until), reason: words })),
});

const NOON = 12 * 60;
const MONDAY = hours([1, 8 * 60, NOON], [1, 14 * 60, 18 * 60]);

describe('opening hours', () => {
  it.each<[string, OpeningHours[], boolean]>([
    ['none', [], true],
    ['two of a day that meet', hours([1, 60, 120], [1, 120, 180]), true],
    ['two of a day that overlap', hours([1, 60, 121], [1, 120, 180]), false],
    ['the same on two days', hours([1, 60, 120], [2, 60, 120]), true],
    ['closing before opening', hours([1, 120, 60]), false],
    ['closing as it opens', hours([1, 60, 60]), false],
    ['the whole day', hours([7, 0, 1440]), true],
    ['beyond midnight', hours([7, 0, 1441]), false],
  ])('may be %s', (_, spans, isPossible) => {
    expect(areHoursPossible(spans)).toBe(isPossible);
  });

  it('count Monday first and Sunday last', () => {
    expect([weekdayOf('2026-09-07'), weekdayOf('2026-09-12'), weekdayOf('2026-09-13')]).toEqual([1, 6, 7]);
  });
});

describe('a venue', () => {
  it.each<[string, VenueTimes, string, boolean, string | null]>([
    ['before it opens', times(MONDAY), '2026-09-07T07:59', false, '2026-09-07T08:00'],
    ['as it opens', times(MONDAY), '2026-09-07T08:00', true, '2026-09-07T12:00'],
    ['as it closes', times(MONDAY), '2026-09-07T12:00', false, '2026-09-07T14:00'],
    ['after the last hour', times(MONDAY), '2026-09-07T18:00', false, '2026-09-14T08:00'],
    ['without hours', times([]), '2026-09-07T08:00', false, null],
    ['across midnight', times(hours([1, 1200, 1440], [2, 0, 60])), '2026-09-07T23:30', true, '2026-09-08T01:00'],
    [
      'before a closure',
      times(MONDAY, ['2026-09-07T10:00', '2026-09-07T11:00']),
      '2026-09-07T09:00',
      true,
      '2026-09-07T10:00',
    ],
    [
      'in a closure that ends within its hours',
      times(MONDAY, ['2026-09-07T10:00', '2026-09-07T11:00']),
      '2026-09-07T10:30',
      false,
      '2026-09-07T11:00',
    ],
    [
      'in a closure that outlasts its hours',
      times(MONDAY, ['2026-09-07T10:00', '2026-09-07T13:00']),
      '2026-09-07T10:00',
      false,
      '2026-09-07T14:00',
    ],
    [
      'in the second of two closures that meet',
      times(MONDAY, ['2026-09-07T09:00', '2026-09-07T10:00'], ['2026-09-07T10:00', '2026-09-07T11:00']),
      '2026-09-07T10:00',
      false,
      '2026-09-07T11:00',
    ],
  ])('%s', (_, venue, clock, isOpen, changesAt) => {
    expect(opennessAt(venue, at(clock))).toMatchObject({
      isOpen,
      changesAt: changesAt === null ? null : at(changesAt),
    });
  });

  it('says why it is closed out of turn, and nothing where it would be closed anyhow', () => {
    const venue = times(MONDAY, ['2026-09-07T10:00', '2026-09-07T11:00']);
    expect(opennessAt(venue, at('2026-09-07T10:30')).closedFor).toEqual(words);
    expect(opennessAt(venue, at('2026-09-07T13:00')).closedFor).toBeNull();
    expect(closureAt(venue.closures, at('2026-09-07T11:00'))).toBeNull();
  });

  it('is closed whenever it is not open, from yesterday on', () => {
    const week = times([...MONDAY, ...hours([7, 0, 1440], [2, 0, 60])], ['2026-09-07T09:00', '2026-09-07T10:00']);
    const now = at('2026-09-07T13:00');
    const spans = closedSpans(week, now);
    for (let minutes = -37 * 60; minutes <= 48 * 60; minutes += 10) {
      const then = new Date(now.getTime() + minutes * 60_000);
      expect(spans.some(({ from, until }) => from <= then && then < until)).toBe(!isOpenAt(week, then));
    }
    expect(closedSpans(times([]), now)).toMatchObject([{ from: at('2026-09-06T00:00') }]);
  });

  it('changes exactly at the instant that it names', () => {
    const anyHours = fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<OpeningHours['weekday']>,
        opens: fc.integer({ min: 0, max: 1439 }),
        closes: fc.integer({ min: 1, max: 1440 }),
      }),
      { maxLength: 6 },
    );
    const minutes = fc.integer({ min: 0, max: 14 * 1440 });
    fc.assert(
      fc.property(anyHours, minutes, minutes, minutes, (spans, now, from, length) => {
        fc.pre(areHoursPossible(spans));
        const start = at('2026-09-07T00:00').getTime();
        const instant = (minute: number): Date => new Date(start + minute * 60_000);
        const closures = [{ startsAt: instant(from), endsAt: instant(from + length + 1), reason: words }];
        const venue: VenueTimes = { timeZone: 'Asia/Shanghai', hours: spans, closures };
        const { isOpen, changesAt } = opennessAt(venue, instant(now));
        if (changesAt !== null && changesAt.getTime() < instant(now).getTime() + 7 * 86_400_000) {
          expect(isOpenAt(venue, changesAt)).toBe(!isOpen);
          expect(isOpenAt(venue, new Date(changesAt.getTime() - 60_000))).toBe(isOpen);
        }
      }),
    );
  });
});
