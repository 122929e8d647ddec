import { BOOKING_NEXT, type BookingAction, type BookingState } from '@shared/booking';
import type { ErrorCode } from '@shared/errors';
import type { VenueKindView } from '@shared/venue';
import { DomainError } from '../common/domain-error';
import type { BookingClockRow } from './booking.types';

const HOUR_MS = 3_600_000;

/** What a booking is worth at an instant, whether or not anything has noticed. */
export const stateAt = (
  { state, expires_at, ends_at }: BookingClockRow,
  now: Date,
  overdueMs: number,
): BookingState => {
  const isVoid = expires_at <= now;
  if (state === 'offered' && isVoid) {
    return 'lapsed';
  }
  if (state === 'held' && isVoid) {
    return 'expired';
  }
  const isUsed = state === 'in_use' || state === 'admitted_late';
  return isUsed && ends_at !== null && ends_at.getTime() + overdueMs <= now.getTime() ? 'ended' : state;
};

/** Where an action leads; null where it leads nowhere. */
export const nextOf = (state: BookingState, action: BookingAction): BookingState | null =>
  BOOKING_NEXT[state][action] ?? null;

/** What a wish that leads nowhere is answered: the clock was faster, or somebody else. */
export const refusalOf = (stored: BookingState, worth: BookingState): ErrorCode =>
  stored !== worth || worth === 'expired' || worth === 'lapsed' ? 'BOOKING_VOID' : 'BOOKING_STATE_CONFLICT';

/** Breaches of one person and kind that are not undone: those within the days of the kind before the last one. */
export interface CountedBreaches {
  count: number;
  last: Date | null;
}

/** Until when nothing of this kind is booked; null: no pause runs. */
export const pausedUntil = (
  { count, last }: CountedBreaches,
  kind: Pick<VenueKindView, 'breachLimit' | 'coolDownHours'>,
  now: Date,
): Date | null => {
  if (last === null || count < kind.breachLimit) {
    return null;
  }
  const until = new Date(last.getTime() + kind.coolDownHours * HOUR_MS);
  return until > now ? until : null;
};

/** What decides whether somebody may have a place now, but for the pass. */
export interface WishFacts {
  sex: string;
  hallSex: string | null;
  hasActive: boolean;
  takenToday: number;
  breaches: CountedBreaches;
  free: number;
  isAwaited: boolean;
}

/** Why a wish is refused, the person's own reasons first; null: a place may be taken. */
export const wishRefusal = (
  { sex, hallSex, hasActive, takenToday, breaches, free, isAwaited }: WishFacts,
  kind: VenueKindView,
  now: Date,
): DomainError | null => {
  if (hallSex !== null && hallSex !== sex) {
    return new DomainError('HALL_NOT_YOURS');
  }
  if (hasActive) {
    return new DomainError('BOOKING_ACTIVE');
  }
  if (takenToday >= kind.dailyLimit) {
    return new DomainError('BOOKING_LIMIT');
  }
  const paused = pausedUntil(breaches, kind, now);
  if (paused) {
    return new DomainError('BOOKING_PAUSED', { details: { until: paused.toISOString() } });
  }
  return free <= 0 || isAwaited ? new DomainError('BOOKING_FULL') : null;
};
