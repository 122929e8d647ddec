import { weeksOf } from './use-history';

describe('the calendar of a month', () => {
  const weeks = weeksOf({
    month: '2026-11',
    campaign: null,
    days: [{ day: '2026-11-02', mark: 'missing', reports: [] }],
  });

  it('has whole weeks from Monday to Sunday', () => {
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
  });

  it('puts each day of the month in its place', () => {
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
    expect([weeks[0]?.[6]?.day, weeks[1]?.[0]?.record?.mark]).toEqual(['2026-11-01', 'missing']);
  });
});
