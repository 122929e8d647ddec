import { BOOKING_STATES } from '@shared/booking';
import { bookingOf, inMinutes } from '../../../test/sample-booking';
import { farewellOf, lookOf, phaseOf } from './phase';
import { ringFigures } from './time-ring';

const MINUTE = 60_000;

describe('how a booking stands by the clock', () => {
  it.each([
    ['offered', 1, 'offered'],
    ['held', 1, 'held'],
    ['offered', 0, 'void'],
    ['held', 0, 'void'],
    ['in_use', 1, 'in_use'],
    ['in_use', 0, 'overdue'],
    ['admitted_late', 0, 'late'],
  ] as const)('is, %s with %s ms left, %s', (state, leftMs, phase) => {
    expect(phaseOf({ state, expiresAt: inMinutes(0), endsAt: inMinutes(0) }, leftMs)).toBe(phase);
  });

  it('runs in no end', () => {
    const ends = BOOKING_STATES.filter((state) => phaseOf(bookingOf({ state }), MINUTE) === 'void');
    expect(ends).toEqual(['ended', 'expired', 'cancelled', 'lapsed']);
  });

  it('warns in the last five minutes and is urgent in the last', () => {
    const tones = [6, 5, 1].map((minutes) => lookOf('held', minutes * MINUTE).tone);
    expect(tones).toEqual(['good', 'warn', 'danger']);
  });

  it.each([
    ['expired', 'expired', 'expired'],
    ['expired', 'excused', 'excused'],
    ['lapsed', 'expired', 'lapsed'],
    ['lapsed', 'declined', 'cancelled'],
    ['cancelled', 'cancelled', 'cancelled'],
    ['cancelled', 'fever', 'cancelled'],
    ['cancelled', 'venue_closed', 'closed'],
    ['ended', 'venue_closed', 'closed'],
    ['ended', 'code', 'over'],
    ['ended', 'timeout', 'over'],
    ['in_use', null, null],
  ] as const)('was, %s by %s, %s', (state, endedBy, farewell) => {
    expect(farewellOf({ state, endedBy })).toBe(farewell);
  });

  it.each([
    [20 * MINUTE, '20:00'],
    [61_001, '01:02'],
    [0, '00:00'],
    [-5, '00:00'],
    [3_723_000, '1:02:03'],
  ])('shows %s ms as %s', (leftMs, figures) => {
    expect(ringFigures(leftMs)).toBe(figures);
  });
});
