import { ACTIVE_BOOKING_STATES, PLACE_STATES, type BookingState } from '@shared/booking';
import {
  among,
  dayOf,
  HOUR_MS,
  MINUTE_MS,
  OFFER_MS,
  OVERDUE_MS,
  RULES,
  type Hall,
  type ModelBooking,
  type Outcome,
} from './rules';

/** Lists in memory; whatever is due ends when the clock moves. */
export class Ledger {
  bookings: ModelBooking[] = [];
  /** people in the order in which they joined */
  waiting: { person: number; hall: number }[] = [];
  /** held until the case is closed */
  protected readonly feverish = new Set<number>();
  /** people who went out by a door, oldest first */
  protected readonly out: { person: number; hall: number; at: number }[] = [];
  breaches: { person: number; at: number; booking: ModelBooking; undone: boolean }[] = [];

  constructor(
    public now: number,
    readonly halls: Hall[],
  ) {}

  // — what can be asked —

  active(person: number): ModelBooking | undefined {
    return this.bookings.find((one) => one.person === person && among(ACTIVE_BOOKING_STATES, one.state));
  }

  taken(hall: number): number {
    return this.bookings.filter((one) => one.hall === hall && among(PLACE_STATES, one.state)).length;
  }

  isPaused(person: number): boolean {
    const all = this.breaches.filter((one) => one.person === person && !one.undone).map(({ at }) => at);
    const last = Math.max(...all);
    const counted = all.filter((at) => at > last - RULES.breachDays * 24 * HOUR_MS);
    return counted.length >= RULES.breachLimit && last + RULES.coolDownHours * HOUR_MS > this.now;
  }

  isClosed(hall: number): boolean {
    return this.closedSince(hall) !== null;
  }

  /** When the closure began that covers now, the earliest of several. */
  protected closedSince(hall: number): number | null {
    const begun = this.hall(hall).closures.filter(({ from, until }) => from <= this.now && until > this.now);
    return begun.length === 0 ? null : Math.min(...begun.map(({ from }) => from));
  }

  /** Whether a closure begins while the clock moves so far. */
  closesWithin(ms: number): boolean {
    return this.halls.some(({ closures }) => closures.some(({ from }) => from > this.now && from <= this.now + ms));
  }

  isFeverish(person: number): boolean {
    return this.feverish.has(person);
  }

  waits(person: number): { person: number; hall: number } | undefined {
    return this.waiting.find((one) => one.person === person);
  }

  /** When the clock ends something next. */
  nextDue(): number | null {
    const ends = this.bookings.flatMap(({ state, expiresAt, endsAt }) => {
      if (state === 'offered' || state === 'held') {
        return [expiresAt];
      }
      return among(ACTIVE_BOOKING_STATES, state) ? [Number(endsAt) + OVERDUE_MS] : [];
    });
    const begins = this.halls.flatMap(({ closures }) => closures.map(({ from }) => from).filter((at) => at > this.now));
    return ends.length + begins.length === 0 ? null : Math.min(...ends, ...begins);
  }

  // — what the school and the clock do —

  tick(ms: number): void {
    this.now += ms;
    this.settle();
  }

  setCapacity(hall: number, wished: number): void {
    this.hall(hall).wished = wished;
    this.settle();
  }

  /** Out of turn, from an instant on that may lie ahead. */
  close(hall: number, inMs: number, forMs: number): void {
    this.hall(hall).closures.push({ from: this.now + inMs, until: this.now + inMs + forMs });
    this.settle();
  }

  /** Whoever a late event has brought into a venue that is closed now: no job says so, the watch sees it. */
  needsWatch(): boolean {
    return this.bookings.some((one) => this.isClosed(one.hall) && among(ACTIVE_BOOKING_STATES, one.state));
  }

  private sendAway(hall: number): void {
    this.waiting = this.waiting.filter((one) => one.hall !== hall);
    for (const booking of this.bookings.filter((one) => one.hall === hall && among(ACTIVE_BOOKING_STATES, one.state))) {
      const isOpen = booking.state === 'offered' || booking.state === 'held';
      Object.assign(booking, { state: isOpen ? 'cancelled' : 'ended', endedBy: 'venue_closed' });
    }
  }

  /** Everything that is due ends; places that are free go to whoever waits longest and may have one. */
  protected settle(): void {
    // what ran into a closure was ended by it, however late anybody looks
    this.bookings.forEach((one) => this.endDue(one, this.closedSince(one.hall) ?? this.now));
    this.halls.forEach((_, at) => this.isClosed(at) && this.sendAway(at));
    this.waiting = this.waiting.filter(({ hall }) => this.hall(hall).wished > 0);
    this.halls.forEach((hall, at) => {
      while (!this.isClosed(at) && this.taken(at) < hall.wished) {
        const first = this.waiting.find((one) => one.hall === at);
        if (!first) {
          return;
        }
        this.waiting = this.waiting.filter((one) => one !== first);
        if (this.refusal(first.person) === null && !this.isFeverish(first.person)) {
          this.give(first.person, at, 'offered', OFFER_MS);
        }
      }
    });
  }

  private endDue(booking: ModelBooking, until: number): void {
    if (booking.state === 'held' && booking.expiresAt <= until) {
      const { expiresAt } = booking;
      // nobody could come at the end
      const wasShut = this.hall(booking.hall).closures.some(
        ({ from, until: end }) => from <= expiresAt && expiresAt < end,
      );
      Object.assign(booking, { state: 'expired', endedBy: wasShut ? 'venue_closed' : 'expired' });
      if (!wasShut) {
        this.breaches.push({ person: booking.person, at: expiresAt, booking, undone: false });
      }
    } else if (booking.state === 'offered' && booking.expiresAt <= until) {
      Object.assign(booking, { state: 'lapsed', endedBy: 'expired' });
    } else if (among(['in_use', 'admitted_late'], booking.state) && Number(booking.endsAt) + OVERDUE_MS <= until) {
      Object.assign(booking, { state: 'ended', endedBy: 'timeout' });
    }
  }

  /** Of the person alone, wherever they want to go. */
  protected refusal(person: number): Outcome | null {
    if (this.active(person)) {
      return 'BOOKING_ACTIVE';
    }
    const today = this.bookings.filter(
      (one) =>
        one.person === person && one.day === dayOf(this.now) && !among(['venue_closed', 'fever'], one.endedBy ?? ''),
    );
    if (today.length >= RULES.dailyLimit) {
      return 'BOOKING_LIMIT';
    }
    return this.isPaused(person) ? 'BOOKING_PAUSED' : null;
  }

  protected finish(booking: ModelBooking, state: BookingState, endedBy: string): void {
    Object.assign(booking, { state, endedBy });
    this.settle();
  }

  protected use(booking: ModelBooking, state: BookingState, usedAt: number): void {
    this.waiting = this.waiting.filter(({ person }) => person !== booking.person);
    Object.assign(booking, { state, usedAt, endsAt: usedAt + RULES.useMinutes * MINUTE_MS, endedBy: null });
  }

  protected give(person: number, hall: number, state: BookingState, ms: number): void {
    this.waiting = this.waiting.filter((one) => one.person !== person);
    this.bookings.push({
      ...{ person, hall, day: dayOf(this.now), state, bookedAt: this.now, expiresAt: this.now + ms },
      ...{ usedAt: null, endsAt: null, endedBy: null },
    });
  }

  last(person: number): ModelBooking | undefined {
    return this.bookings.filter((one) => one.person === person).at(-1);
  }

  protected hall(at: number): Hall {
    const hall = this.halls[at];
    if (!hall) {
      throw new Error(`no hall ${at}`);
    }
    return hall;
  }
}
