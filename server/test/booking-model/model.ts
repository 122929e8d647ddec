import { BOOKING_NEXT, type BookingAction, type BookingState } from '@shared/booking';
import type { ErrorCode } from '@shared/errors';
import { Ledger } from './ledger';
import { among, GRACE_MS, HOUR_MS, MINUTE_MS, OVERDUE_MS, RULES, type ModelBooking, type Outcome } from './rules';

/** The rules of booking in their plainest form: what people do. */
export class BookingModel extends Ledger {
  book(person: number, hall: number): Outcome {
    if (this.isClosed(hall)) {
      return 'VENUE_CLOSED';
    }
    const refusal = this.refusal(person);
    if (refusal) {
      return refusal;
    }
    if (this.isFeverish(person)) {
      return 'PASS_NOT_VALID';
    }
    const isAwaited = this.waiting.some((one) => one.hall === hall && one.person !== person);
    if (isAwaited || this.taken(hall) >= this.hall(hall).wished) {
      return 'BOOKING_FULL';
    }
    this.give(person, hall, 'held', GRACE_MS);
    return 'ok';
  }

  cancel(person: number): Outcome {
    return this.change(person, 'cancel', ['cancelled'], (own) => this.finish(own, 'cancelled', 'cancelled'));
  }

  decline(person: number): Outcome {
    return this.change(person, 'decline', ['lapsed'], (own) => this.finish(own, 'lapsed', 'declined'));
  }

  end(person: number): Outcome {
    return this.change(person, 'end', ['ended'], (own) => this.finish(own, 'ended', 'phone'));
  }

  accept(person: number): Outcome {
    return this.change(person, 'accept', ['held', 'in_use'], (own) =>
      Object.assign(own, { state: 'held', bookedAt: this.now, expiresAt: this.now + GRACE_MS }),
    );
  }

  join(person: number, hall: number): Outcome {
    const own = this.waits(person);
    if (own) {
      return own.hall === hall ? 'ok' : 'WAITING_ALREADY';
    }
    const booked = this.book(person, hall);
    if (booked === 'BOOKING_ACTIVE' && this.active(person)?.hall === hall) {
      return 'ok';
    }
    if (booked !== 'BOOKING_FULL') {
      return booked;
    }
    if (this.hall(hall).wished === 0) {
      return 'VENUE_CLOSED';
    }
    this.waiting.push({ person, hall });
    return 'ok';
  }

  leave(person: number): Outcome {
    if (!this.waits(person)) {
      return 'nothing';
    }
    this.waiting = this.waiting.filter((one) => one.person !== person);
    return 'ok';
  }

  /** A code at a door of the hall's venue, on the way in. */
  scanIn(person: number, hall: number): Outcome {
    if (this.isFeverish(person)) {
      return 'pass_held';
    }
    const booking = this.active(person);
    if (booking?.hall === hall && booking.state === 'held') {
      this.use(booking, 'in_use', this.now);
      return 'admitted';
    }
    if (booking?.hall === hall && (booking.state === 'in_use' || booking.state === 'admitted_late')) {
      return 'admitted';
    }
    const missed = this.bookings.some(
      (one) =>
        one.person === person && one.hall === hall && one.state === 'expired' && one.expiresAt > this.now - HOUR_MS,
    );
    return missed ? 'booking_void' : 'booking_needed';
  }

  /** The same on the way out, which ends the use. */
  scanOut(person: number, hall: number): Outcome {
    if (this.isFeverish(person)) {
      return 'pass_held';
    }
    this.out.push({ person, hall, at: this.now });
    const booking = this.active(person);
    if (booking?.hall === hall && (booking.state === 'in_use' || booking.state === 'admitted_late')) {
      this.finish(booking, 'ended', 'code');
    }
    return 'admitted';
  }

  /** A fever is measured at the door, on the way out, where nobody is asked for a booking. */
  fever(person: number): Outcome {
    if (this.isFeverish(person)) {
      return 'pass_held';
    }
    this.feverish.add(person);
    this.waiting = this.waiting.filter((one) => one.person !== person);
    const booking = this.active(person);
    if (booking) {
      this.finish(booking, among(['offered', 'held'], booking.state) ? 'cancelled' : 'ended', 'fever');
    }
    return 'fever';
  }

  /** The counsellor closes the case. */
  recover(person: number): Outcome {
    return this.feverish.delete(person) ? 'ok' : 'nothing';
  }

  /** A terminal tells late that it let somebody in, just before a booking ran out. */
  lateEvent(person: number): Outcome {
    const booking = this.last(person);
    if (booking?.state !== 'expired') {
      return 'nothing';
    }
    this.breaches.filter((one) => one.booking === booking).forEach((one) => (one.undone = true));
    const usedAt = lateInstant(booking);
    const endsAt = usedAt + RULES.useMinutes * MINUTE_MS;
    const left = this.out.find((one) => one.person === person && one.hall === booking.hall && one.at > usedAt);
    if (left && left.at <= endsAt + OVERDUE_MS) {
      Object.assign(booking, { state: 'ended', usedAt, endsAt, endedBy: 'code' });
    } else if (endsAt + OVERDUE_MS <= this.now) {
      Object.assign(booking, { state: 'ended', usedAt, endsAt, endedBy: 'timeout' });
    } else if (!this.active(person)) {
      const isFree = this.taken(booking.hall) < this.hall(booking.hall).wished;
      this.use(booking, isFree ? 'in_use' : 'admitted_late', usedAt);
    }
    return 'ok';
  }

  /** What a person does with the last booking; again, where it was done already, changes nothing. */
  private change(
    person: number,
    action: BookingAction,
    done: BookingState[],
    work: (own: ModelBooking) => unknown,
  ): Outcome {
    const last = this.last(person);
    if (!last) {
      return 'nothing';
    }
    const isPossible = BOOKING_NEXT[last.state][action] !== undefined;
    if (isPossible) {
      work(last);
    }
    return isPossible || done.includes(last.state) ? 'ok' : refusalOf(last);
  }
}

/** Half a second before it was too late. */
export const lateInstant = ({ expiresAt }: Pick<ModelBooking, 'expiresAt'>): number => expiresAt - 500;

const refusalOf = ({ state }: ModelBooking): ErrorCode =>
  state === 'expired' || state === 'lapsed' ? 'BOOKING_VOID' : 'BOOKING_STATE_CONFLICT';
