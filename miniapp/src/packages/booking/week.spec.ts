import type { OpeningHours, VenueWeek } from '@shared/venue';
import { daysAhead } from './week';

// a Monday, ten in the morning on the campus
const NOW = Date.parse('2026-09-07T02:00:00Z');
const hours: OpeningHours[] = [
  { weekday: 1, opens: 420, closes: 720 },
  { weekday: 1, opens: 840, closes: 1350 },
  { weekday: 2, opens: 0, closes: 1440 },
];
const closed = (from: string, until: string): VenueWeek['closures'][number] => ({
  ...{ from, until },
  reason: { zh: '设备检修', en: 'Repairs' },
});

describe('the week of a venue', () => {
  it('begins today and goes by the hours of each weekday', () => {
    const days = daysAhead({ hours, closures: [] }, NOW);
    expect(days.map(({ day }) => day)).toEqual([
      ...['2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10', '2026-09-11', '2026-09-12', '2026-09-13'],
    ]);
    expect(days[0]).toEqual({
      ...{ day: '2026-09-07', weekday: 1, isAllDay: false, isShortened: false },
      spans: [
        { opens: '07:00', closes: '12:00' },
        { opens: '14:00', closes: '22:30' },
      ],
    });
    expect(days[1]).toMatchObject({ isAllDay: true, spans: [{ opens: '00:00', closes: '24:00' }] });
    expect(days.slice(2).every(({ spans, isShortened }) => spans.length === 0 && !isShortened)).toBe(true);
  });

  it('is of the campus day, late in the evening too', () => {
    expect(daysAhead({ hours, closures: [] }, Date.parse('2026-09-07T16:30:00Z'))[0]).toMatchObject({
      day: '2026-09-08',
      weekday: 2,
    });
  });

  it('takes away what closes out of turn, over midnight as well', () => {
    const closures = [
      closed('2026-09-07T03:00:00Z', '2026-09-07T07:00:00Z'),
      closed('2026-09-07T14:00:00Z', '2026-09-08T01:00:00Z'),
    ];
    const [monday, tuesday, wednesday] = daysAhead({ hours, closures }, NOW);
    expect(monday).toMatchObject({
      isShortened: true,
      spans: [
        { opens: '07:00', closes: '11:00' },
        { opens: '15:00', closes: '22:00' },
      ],
    });
    expect(tuesday).toMatchObject({ isShortened: true, isAllDay: false, spans: [{ opens: '09:00', closes: '24:00' }] });
    // nothing to take away
    expect(wednesday).toMatchObject({ isShortened: false });
  });

  it('has no hours on a day that is closed from its morning to its evening', () => {
    const [monday] = daysAhead({ hours, closures: [closed('2026-09-06T16:00:00Z', '2026-09-07T16:00:00Z')] }, NOW);
    expect(monday).toMatchObject({ isShortened: true, spans: [] });
  });

  it('joins hours that meet', () => {
    const halves: OpeningHours[] = [
      { weekday: 1, opens: 720, closes: 900 },
      { weekday: 1, opens: 420, closes: 720 },
    ];
    expect(daysAhead({ hours: halves, closures: [] }, NOW)[0]?.spans).toEqual([{ opens: '07:00', closes: '15:00' }]);
  });
});
