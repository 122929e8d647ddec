import { randomUUID } from 'node:crypto';
import type { BookingAnswer, BookingDesk, BookingView, WaitingAnswer } from '@shared/booking';
import type { Test } from 'supertest';
import { BookingWatch } from '../src/booking/booking-watch';
import type { PersonWish } from './factories';
import { GateStage } from './gate-stage';
import { createPass } from './pass-factories';
import type { Member } from './return-stage';
import { createVenue, type TestVenue, type VenueWish } from './venue-factories';

export interface StoredHall {
  held: number;
  capacity: number;
}

/** The school of the gates, with a venue of one hall and two places. */
export class BookingStage extends GateStage {
  venue!: TestVenue;

  override async reset(): Promise<void> {
    await super.reset();
    this.venue = await this.venueWith();
  }

  venueWith(wish: VenueWish = {}): Promise<TestVenue> {
    return createVenue(this.harness, this.school, wish);
  }

  /** Somebody who may book. */
  async guest(wish: PersonWish = {}): Promise<Member> {
    const member = await this.member(wish);
    await createPass(this.harness, member.person);
    return member;
  }

  guests(count: number): Promise<Member[]> {
    return Promise.all(Array.from({ length: count }, () => this.guest()));
  }

  wish(member = this.student, hallId = this.venue.hallId, key: string = randomUUID()): Test {
    return member.phone.post('/bookings', { hallId }, key);
  }

  async book(member = this.student, hallId = this.venue.hallId): Promise<BookingView> {
    return ((await this.wish(member, hallId).expect(201)).body as BookingAnswer).booking;
  }

  change({ id }: { id: string }, how: 'accept' | 'decline' | 'cancel' | 'end', member = this.student): Test {
    return member.phone.post(`/bookings/${id}/${how}`);
  }

  async changed(booking: { id: string }, how: 'accept' | 'decline' | 'cancel' | 'end', member = this.student) {
    return ((await this.change(booking, how, member).expect(200)).body as BookingAnswer).booking;
  }

  wait(member: Member, hallId = this.venue.hallId): Test {
    return member.phone.post('/booking/waiting', { hallId });
  }

  async waits(member: Member, hallId = this.venue.hallId): Promise<WaitingAnswer> {
    return (await this.wait(member, hallId).expect(200)).body as WaitingAnswer;
  }

  leave({ id }: { id: string }, member: Member): Test {
    return member.phone.delete(`/booking/waiting/${id}`);
  }

  async bookingDesk(member = this.student): Promise<BookingDesk> {
    return (await member.phone.get('/booking/desk').expect(200)).body as BookingDesk;
  }

  async running(member = this.student): Promise<BookingView | null> {
    return (await this.bookingDesk(member)).booking;
  }

  /** As if the door had let them in. */
  async use({ id }: { id: string }, minutes = 60): Promise<void> {
    const now = this.harness.clock.now();
    await this.harness.database.query(
      `UPDATE bookings SET state = 'in_use', used_at = $2, ends_at = $3 WHERE id = $1`,
      [id, now, new Date(now.getTime() + minutes * 60_000)],
    );
  }

  async hall(hallId = this.venue.hallId): Promise<StoredHall> {
    const [row]: StoredHall[] = await this.harness.database.query('SELECT held, capacity FROM halls WHERE id = $1', [
      hallId,
    ]);
    return row as StoredHall;
  }

  /** Places that are taken by bookings, as against what the hall says. */
  async taken(hallId = this.venue.hallId): Promise<number> {
    const [row]: { count: number }[] = await this.harness.database.query(
      `SELECT count(*)::int AS count FROM bookings WHERE hall_id = $1 AND state IN ('offered', 'held', 'in_use')`,
      [hallId],
    );
    return row?.count ?? 0;
  }

  /** What the worker looks for without Redis. */
  watch(): Promise<number> {
    return this.harness.get(BookingWatch).look();
  }

  /** Kinds of what somebody was told of bookings, the earliest first. */
  async told(member = this.student): Promise<string[]> {
    const rows: { kind: string }[] = await this.harness.database.query(
      `SELECT kind FROM notices WHERE person_id = $1 AND starts_with(kind, 'booking.') ORDER BY id`,
      [member.person.id],
    );
    return rows.map(({ kind }) => kind);
  }
}
