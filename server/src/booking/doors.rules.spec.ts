import fc from 'fast-check';
import { BOOKING_STATES, type BookingState } from '@shared/booking';
import type { BookingClockRow } from './booking.types';
import { doorPlaceOf, lateStepOf, lateUseOf, placeUntil } from './doors.rules';
import type { LatePassage } from './doors.types';

const NOW = new Date('2026-09-07T08:00:00Z');
const MINUTE = 60_000;
const OVERDUE = 15 * MINUTE;
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE);

const row = (state: BookingState, wish: Partial<BookingClockRow> = {}): BookingClockRow => ({
  ...{ state, expires_at: at(5), ends_at: null },
  ...wish,
});

describe('the place behind a door', () => {
  it.each<[string, BookingClockRow | null, string]>([
    ['nothing booked', null, 'none'],
    ['held', row('held'), 'taken'],
    ['held until this very instant', row('held', { expires_at: NOW }), 'void'],
    ['run out', row('expired', { expires_at: at(-5) }), 'void'],
    ['in use', row('in_use', { ends_at: at(10) }), 'taken'],
    ['in use beyond the time limit', row('in_use', { ends_at: at(-14) }), 'taken'],
    ['in use for far too long', row('in_use', { ends_at: at(-15) }), 'none'],
    ['admitted late', row('admitted_late', { ends_at: at(10) }), 'taken'],
    ['offered and not accepted', row('offered'), 'none'],
    ['cancelled', row('cancelled'), 'none'],
    ['ended', row('ended', { ends_at: at(10) }), 'none'],
  ])('of a booking that is %s', (_, booking, place) => {
    expect(doorPlaceOf(booking, NOW, OVERDUE)).toBe(place);
  });

  it('opens it until the booking runs out, or the use is over by itself', () => {
    expect(placeUntil(row('held'), OVERDUE)).toEqual(at(5));
    expect(placeUntil(row('in_use', { ends_at: at(10) }), OVERDUE)).toEqual(at(25));
  });

  it('is taken of nothing that the clock has ended', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BOOKING_STATES), fc.integer({ min: 0, max: 90 }), (state, minutes) => {
        const past = row(state, { expires_at: at(-minutes), ends_at: at(-minutes - 15) });
        return doorPlaceOf(past, NOW, OVERDUE) !== 'taken';
      }),
    );
  });
});

describe('a passage that is told late', () => {
  const booking = (state: BookingState, used_at: Date | null = null) => ({
    ...{ state, booked_at: at(-60), expires_at: at(-40), used_at },
  });
  const passage = (minutes: number, wish: Partial<LatePassage> = {}): LatePassage => ({
    ...{
      personId: 'p',
      verdict: 'admitted',
      direction: 'in',
      means: 'code',
      at: at(minutes),
      left: null,
      isBack: false,
    },
    ...wish,
  });

  it.each([
    ['held', -60, 'use'],
    ['held', -41, 'use'],
    ['held', -40, null],
    ['held', -61, null],
    ['expired', -50, 'revive'],
    ['expired', -40, null],
    ['in_use', -50, null],
    ['cancelled', -50, null],
    ['ended', -50, null],
    ['offered', -50, null],
    ['lapsed', -50, null],
  ] as const)('in, of a booking that is %s, at %p minutes → %p', (state, minutes, step) => {
    expect(lateStepOf(booking(state), passage(minutes))).toBe(step);
  });

  it.each([
    ['in_use', -50, -45, 'end'],
    ['in_use', -50, -55, null],
    ['admitted_late', -50, -45, 'end'],
    ['held', null, -45, null],
    ['ended', -50, -45, null],
  ] as const)('out, of a booking that is %s since %p, at %p minutes → %p', (state, used, minutes, step) => {
    const since = used === null ? null : at(used);
    expect(lateStepOf(booking(state, since), passage(minutes, { direction: 'out' }))).toBe(step);
  });

  it('ends nothing by a way out after which the person has gone in again', () => {
    expect(lateStepOf(booking('in_use', at(-50)), passage(-45, { direction: 'out', isBack: true }))).toBeNull();
  });

  it.each([
    ['held', -50, 'excuse'],
    ['expired', -50, 'forgive'],
    ['expired', -40, null],
    ['in_use', -50, null],
    ['cancelled', -50, null],
  ] as const)('of a booking that is %s, at %p minutes, at a door that could not judge → %p', (state, minutes, step) => {
    expect(lateStepOf(booking(state), passage(minutes, { verdict: 'unjudged' }))).toBe(step);
  });

  it('with a fever in time is no breach, whether or not anything has noticed its end', () => {
    const fever = passage(-50, { verdict: 'fever' });
    expect(lateStepOf(booking('expired'), fever)).toBe('forgive');
    expect(lateStepOf(booking('held'), fever)).toBe('turn_away');
    expect(lateStepOf(booking('in_use', at(-55)), { ...fever, direction: 'out' })).toBeNull();
  });

  it('begins a use when it happened, which may be over by now', () => {
    const use = (minutes: number, left: LatePassage['left'] = null) =>
      lateUseOf({ at: at(minutes), left }, 30, OVERDUE, NOW);
    expect(use(-44)).toEqual({ usedAt: at(-44), endsAt: at(-14), over: null });
    expect(use(-45).over).toEqual({ at: NOW, by: 'timeout' });
    expect(use(-44, { at: at(-20), means: 'face' }).over).toEqual({ at: at(-20), by: 'face' });
    // the clock was faster than the way out
    expect(use(-60, { at: at(-1), means: 'code' }).over).toEqual({ at: at(-15), by: 'timeout' });
  });
});
