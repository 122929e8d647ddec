import {
  campusDay,
  campusInstant,
  movingClock,
  dayLater,
  durationWords,
  instantWords,
  monthLater,
  partsOf,
  weekdayOf,
  weeksFrom,
} from './campus-time';

const now = Date.parse('2026-09-01T15:30:00Z');

describe('the campus clock', () => {
  it('is eight hours ahead of UTC wherever the phone is', () => {
    expect([campusDay(now), campusDay(now + 3600_000)]).toEqual(['2026-09-01', '2026-09-02']);
  });

  it('shows seconds where they must move', () => {
    expect(movingClock(now + 999)).toBe('23:30:00');
  });

  it.each([
    ['2026-09-01T02:05:00Z', 'time.today', '10:05'],
    ['2026-09-01T16:00:00Z', 'time.tomorrow', '00:00'],
    ['2026-08-31T15:59:00Z', 'time.yesterday', '23:59'],
    ['2026-08-20T00:00:00Z', 'time.date', '08:00'],
  ])('says %s as %s %s', (iso, key, clock) => {
    expect(instantWords(iso, now)).toMatchObject({ key, facts: { clock } });
  });

  it.each([
    [-5_000, 'time.seconds', { seconds: 0 }],
    [59_999, 'time.seconds', { seconds: 59 }],
    [61_000, 'time.minutes', { minutes: 1, seconds: 1 }],
    [7_260_000, 'time.hours', { hours: 2, minutes: 1 }],
    [180_000_000, 'time.days', { days: 2, hours: 2 }],
  ])('says %d ms as %s', (milliseconds, key, facts) => {
    expect(durationWords(milliseconds)).toMatchObject({ key, facts });
  });

  it('counts days and months over the ends of years', () => {
    expect([
      dayLater('2026-12-31', 1),
      dayLater('2028-03-01', -1),
      monthLater('2026-12', 1),
      monthLater('2026-01', -1),
    ]).toEqual(['2027-01-01', '2028-02-29', '2027-01', '2025-12']);
  });

  it('begins the week on Monday', () => {
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([0, 6]);
  });

  it('is set by hand and read back', () => {
    const instant = campusInstant('2026-09-02', 0, 15);
    expect(instant).toBe('2026-09-01T16:15:00.000Z');
    expect(partsOf(instant)).toEqual({ day: '2026-09-02', hour: 0, minute: 15 });
  });

  it('shows whole weeks', () => {
    const weeks = weeksFrom('2026-11-25', '2026-12-01');
    expect([weeks.length, weeks[0]?.[0], weeks[1]?.[6]]).toEqual([2, '2026-11-23', '2026-12-06']);
  });
});
