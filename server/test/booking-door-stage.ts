import type { BookingState, BookingEnd, BookingView } from '@shared/booking';
import type { Direction } from '@shared/gate';
import type { EventOutcome, TerminalEvent } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import { BookingStage } from './booking-stage';
import type { TestGate } from './pass-factories';
import type { Member } from './return-stage';
import type { TestTerminal } from './terminal-factories';
import type { TestVenue, VenueWish } from './venue-factories';

export interface StoredBooking {
  state: BookingState;
  ended_by: BookingEnd | null;
  used_at: Date | null;
  ends_at: Date | null;
}

const WELL = 365;

/** The venue of bookings with a door, and a terminal at it; the gate and the terminal of the stage are those of the door. */
export class BookingDoorStage extends BookingStage {
  override async reset(): Promise<void> {
    await super.reset();
    this.venue = await this.behind(this.gate);
  }

  /** A venue of two places behind a gate. */
  behind({ id }: TestGate, wish: VenueWish = {}): Promise<TestVenue> {
    return this.venueWith({ doorGateIds: [id], ...wish });
  }

  /** Access tokens are short: again after the clock was moved; this session shows the pass from then on. */
  async signInAgain(): Promise<void> {
    this.student = await this.as(this.student.person);
    await this.student.phone.put('/pass/device', {}).expect(200);
  }

  /** By a code that the phone is given now. */
  async pass(
    direction: Direction,
    member: Member = this.student,
    terminal: TestTerminal = this.terminal,
  ): Promise<Verdict> {
    return this.verdict({ code: await this.code(direction, member), temperatureTenths: WELL }, terminal);
  }

  byNumber(direction: Direction, member: Member = this.student, means?: 'face'): Promise<Verdict> {
    const { number } = member.person;
    return this.verdict({ number, direction, temperatureTenths: WELL, ...(means ? { means } : {}) });
  }

  /** Past the reach of a cursor or a page: as it is stored. */
  async stored({ id }: Pick<BookingView, 'id'>): Promise<StoredBooking> {
    const [row]: StoredBooking[] = await this.harness.database.query(
      'SELECT state, ended_by, used_at, ends_at FROM bookings WHERE id = $1',
      [id],
    );
    return row as StoredBooking;
  }

  /** Breaches that count. */
  async breaches({ person }: Member = this.student): Promise<number> {
    const [row]: { count: number }[] = await this.harness.database.query(
      'SELECT count(*)::int AS count FROM booking_breaches WHERE person_id = $1 AND undone_at IS NULL',
      [person.id],
    );
    return row?.count ?? -1;
  }

  /** Somebody went through while the door was alone, so many minutes ago. */
  wentThrough(direction: Direction, minutesAgo: number, wish: Partial<TerminalEvent> = {}): TerminalEvent {
    const at = new Date(this.harness.clock.now().getTime() - minutesAgo * 60_000).toISOString();
    const { number } = this.student.person;
    return this.eventOf({ at, direction, ...(wish.code === undefined ? { number } : {}), ...wish });
  }

  async heard(...events: TerminalEvent[]): Promise<EventOutcome['outcome'][]> {
    return (await this.uploadEvents(events)).map(({ outcome }) => outcome);
  }

  /** What is due by the clock ends, as the worker sees to it. */
  async minutesLater(minutes: number): Promise<void> {
    this.harness.clock.advance({ minutes });
    await this.watch();
  }
}
