import type { BookingState } from '@shared/booking';
import type { ErrorCode } from '@shared/errors';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const GRACE_MS = 20 * MINUTE_MS;
export const OFFER_MS = 5 * MINUTE_MS;
export const OVERDUE_MS = 15 * MINUTE_MS;

export const RULES = { dailyLimit: 3, breachLimit: 2, breachDays: 7, coolDownHours: 1, useMinutes: 30 };

export interface ModelBooking {
  person: number;
  hall: number;
  /** of the campus */
  day: number;
  state: BookingState;
  bookedAt: number;
  expiresAt: number;
  usedAt: number | null;
  endsAt: number | null;
  endedBy: string | null;
}

export interface Hall {
  wished: number;
  /** closed out of turn, between two instants */
  closures: { from: number; until: number }[];
}

/** What a wish came to: nothing, where it was granted. */
export type Outcome =
  ErrorCode | 'ok' | 'admitted' | 'booking_needed' | 'booking_void' | 'fever' | 'pass_held' | 'nothing';

/** Shanghai has one offset all the year. */
export const dayOf = (now: number): number => Math.floor((now + 8 * HOUR_MS) / (24 * HOUR_MS));

export const among = (states: readonly string[], state: string): boolean => states.includes(state);
