import fc from 'fast-check';
import { BOOKING_ACTIONS, BOOKING_NEXT, BOOKING_STATES, type BookingState } from '@shared/booking';
import { nextOf, pausedUntil, refusalOf, stateAt, wishRefusal, type WishFacts } from './booking.rules';

const NOW = new Date('2026-09-07T00:00:00Z');
const OVERDUE_MS = 15 * 60_000;
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);
const KIND = {
  ...{ id: 'kind', code: 'bath', name: { zh: '浴室', en: 'Bath' }, dailyLimit: 2, breachLimit: 3, breachDays: 30 },
  coolDownHours: 24,
};

describe('what a booking is worth', () => {
  it.each<[BookingState, number, number | null, BookingState]>([
    ['offered', 1, null, 'offered'],
    ['offered', 0, null, 'lapsed'],
    ['held', 1, null, 'held'],
    ['held', 0, null, 'expired'],
    ['held', -60, null, 'expired'],
    ['in_use', -60, 1, 'in_use'],
    ['in_use', -60, 0, 'in_use'],
    ['in_use', -60, -14, 'in_use'],
    ['in_use', -60, -15, 'ended'],
    ['admitted_late', -60, 30, 'admitted_late'],
    ['admitted_late', -60, -15, 'ended'],
    ['expired', -60, null, 'expired'],
    ['cancelled', 1, null, 'cancelled'],
    ['lapsed', 1, null, 'lapsed'],
    ['ended', 1, -60, 'ended'],
  ])('%s, void in %i minutes, ending in %s: %s', (state, voidIn, endsIn, worth) => {
    const row = { state, expires_at: minutes(voidIn), ends_at: endsIn === null ? null : minutes(endsIn) };
    expect(stateAt(row, NOW, OVERDUE_MS)).toBe(worth);
  });

  it('never comes back as time passes', () => {
    const row = fc.record({
      state: fc.constantFrom(...BOOKING_STATES),
      expires_at: fc.integer({ min: -100, max: 100 }).map(minutes),
      ends_at: fc.integer({ min: -100, max: 100 }).map(minutes),
    });
    fc.assert(
      fc.property(row, fc.nat(100), fc.nat(100), (booking, first, more) => {
        const early = stateAt(booking, minutes(first), OVERDUE_MS);
        const late = stateAt(booking, minutes(first + more), OVERDUE_MS);
        expect(late === early || early === booking.state).toBe(true);
      }),
    );
  });
});

describe('the table of bookings', () => {
  it.each(BOOKING_STATES.flatMap((state) => BOOKING_ACTIONS.map((action) => [state, action] as const)))(
    '%s, %s leads where the table says and nowhere else',
    (state, action) => {
      expect(nextOf(state, action)).toBe(BOOKING_NEXT[state][action] ?? null);
    },
  );

  it('reaches every state from an offer or a hold, and every end is one', () => {
    const reached = new Set<BookingState>(['offered', 'held']);
    for (let round = 0; round < BOOKING_STATES.length; round += 1) {
      for (const state of [...reached]) {
        Object.values(BOOKING_NEXT[state]).forEach((next) => reached.add(next));
      }
    }
    expect([...reached].sort()).toEqual([...BOOKING_STATES].sort());
    expect(BOOKING_STATES.filter((state) => Object.keys(BOOKING_NEXT[state]).length === 0)).toEqual([
      ...['ended', 'cancelled', 'lapsed'],
    ]);
  });

  it.each<[BookingState, BookingState, string]>([
    ['held', 'expired', 'BOOKING_VOID'],
    ['offered', 'lapsed', 'BOOKING_VOID'],
    ['expired', 'expired', 'BOOKING_VOID'],
    ['lapsed', 'lapsed', 'BOOKING_VOID'],
    ['in_use', 'ended', 'BOOKING_VOID'],
    ['in_use', 'in_use', 'BOOKING_STATE_CONFLICT'],
    ['cancelled', 'cancelled', 'BOOKING_STATE_CONFLICT'],
  ])('stored as %s and worth %s, a wish that leads nowhere is %s', (stored, worth, code) => {
    expect(refusalOf(stored, worth)).toBe(code);
  });
});

describe('a pause', () => {
  it.each<[number, number | null, string | null]>([
    [0, null, null],
    [2, -1, null],
    [3, -1, '2026-09-07T23:00:00.000Z'],
    [4, -23, '2026-09-07T01:00:00.000Z'],
    [3, -24, null],
  ])('after %i breaches, the last %s hours ago, lasts until %s', (count, lastHours, until) => {
    const last = lastHours === null ? null : minutes(lastHours * 60);
    expect(pausedUntil({ count, last }, KIND, NOW)?.toISOString() ?? null).toBe(until);
  });
});

describe('a wish', () => {
  const fine: WishFacts = {
    ...{ sex: 'female', hallSex: null, hasActive: false, takenToday: 1, breaches: { count: 0, last: null }, free: 1 },
    isAwaited: false,
  };
  it.each<[string, Partial<WishFacts>, string | null]>([
    ['is granted', {}, null],
    ['for a hall of the same sex is granted', { hallSex: 'female' }, null],
    ['for a hall of the other sex is refused', { hallSex: 'male' }, 'HALL_NOT_YOURS'],
    ['of whoever states no sex, for a hall of one', { sex: 'unstated', hallSex: 'male' }, 'HALL_NOT_YOURS'],
    ['beside a booking that runs', { hasActive: true }, 'BOOKING_ACTIVE'],
    ['beyond the limit of the day', { takenToday: 2 }, 'BOOKING_LIMIT'],
    ['in a pause', { breaches: { count: 3, last: minutes(-60) } }, 'BOOKING_PAUSED'],
    ['without a free place', { free: 0 }, 'BOOKING_FULL'],
    ['of a place for which others wait', { isAwaited: true }, 'BOOKING_FULL'],
    ['says what is one’s own before what is everybody’s', { takenToday: 2, free: 0 }, 'BOOKING_LIMIT'],
  ])('%s', (_, facts, code) => {
    expect(wishRefusal({ ...fine, ...facts }, KIND, NOW)?.code ?? null).toBe(code);
  });

  it('in a pause says until when', () => {
    const refusal = wishRefusal({ ...fine, breaches: { count: 3, last: NOW } }, KIND, NOW);
    expect(refusal?.facts.details).toEqual({ until: '2026-09-08T00:00:00.000Z' });
  });
});
