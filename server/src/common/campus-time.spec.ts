import fc from 'fast-check';
import { campusDay, campusMinute, instantOf } from './campus-time';

const ZONE = 'Asia/Shanghai';

describe('campus time', () => {
  it('is the next day on campus while UTC still has the evening', () => {
    const at = new Date('2026-11-22T16:30:00Z');
    expect(campusDay(at, ZONE)).toBe('2026-11-23');
    expect(campusMinute(at, ZONE)).toBe(30);
  });

  it('takes minute 1440 for the next midnight', () => {
    expect(instantOf('2026-11-23', 1440, ZONE).toISOString()).toBe('2026-11-23T16:00:00.000Z');
  });

  it('finds the day and minute back from the instant they name', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
        const day = date.toISOString().slice(0, 10);
        const at = instantOf(day, minute, ZONE);
        expect([campusDay(at, ZONE), campusMinute(at, ZONE)]).toEqual([day, minute]);
      }),
    );
  });
});
