import { Injectable } from '@nestjs/common';
import { BOOKING_GRACE_MINUTES, OFFER_MINUTES, OVERDUE_MINUTES, REMINDER_MINUTES } from '@shared/booking';
import { Env } from '../env';

const MINUTE_MS = 60_000;
/** of a shortened grace: a reminder comes after three quarters of it, as after fifteen minutes of twenty */
const REMINDED_PART = 4;

/** How long everything takes, in milliseconds. */
@Injectable()
export class BookingTimes {
  readonly graceMs: number;
  readonly offerMs = OFFER_MINUTES * MINUTE_MS;
  readonly overdueMs = OVERDUE_MINUTES * MINUTE_MS;

  constructor({ BOOKING_GRACE_SECONDS }: Env) {
    this.graceMs =
      BOOKING_GRACE_SECONDS === undefined ? BOOKING_GRACE_MINUTES * MINUTE_MS : BOOKING_GRACE_SECONDS * 1_000;
  }

  /** When whoever has booked is reminded to come. */
  remindAt(expiresAt: Date): Date {
    return new Date(expiresAt.getTime() - Math.min(REMINDER_MINUTES * MINUTE_MS, this.graceMs / REMINDED_PART));
  }

  /** When whoever uses a place is reminded of its end. */
  endingAt(endsAt: Date): Date {
    return new Date(endsAt.getTime() - REMINDER_MINUTES * MINUTE_MS);
  }

  /** When a use counts as ended by itself. */
  timedOutAt(endsAt: Date): Date {
    return new Date(endsAt.getTime() + this.overdueMs);
  }
}
