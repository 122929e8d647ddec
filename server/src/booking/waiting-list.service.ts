import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BookingInput, BookingView, WaitingAnswer, WaitingView } from '@shared/booking';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { isOpenAt } from '../common/opening-times';
import { BookingReader } from './booking-reader.service';
import { BookingService } from './booking.service';
import { PlaceKeeper, takesNobody, timesOf } from './place-keeper.service';

/** Places come free and are taken while somebody asks. */
const TRIES = 3;

/** Waiting for a place: first come, first offered. */
@Injectable()
export class WaitingList {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly bookings: BookingService,
    private readonly reader: BookingReader,
    private readonly places: PlaceKeeper,
  ) {}

  /**
   * Where a place is free and nobody waits it is booked at once. Again finds the entry, or the booking that came of it.
   * @throws DomainError of a booking, WAITING_ALREADY for another hall
   */
  async join(caller: Caller, input: BookingInput): Promise<WaitingAnswer> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const own = await this.findOwn(caller);
      if (own) {
        return this.answered(own, input.hallId);
      }
      const booking = await this.bookNow(caller, input);
      if (booking) {
        return { serverTime: this.clock.now().toISOString(), waiting: null, booking };
      }
      await this.database.transaction((tx) => this.enter(tx, caller, input.hallId)).catch(asDomainError);
    }
    throw new DomainError('SERVICE_BUSY', { retryAfterSeconds: 1 });
  }

  async findOwn({ schoolId, personId }: Caller): Promise<WaitingView | null> {
    const [row]: (Omit<WaitingView, 'joinedAt'> & { joined_at: Date })[] = await this.database.query(SELECT_OWN, [
      schoolId,
      personId,
    ]);
    if (!row) {
      return null;
    }
    const { id, venue, hall, joined_at, position } = row;
    return { id, venue, hall, joinedAt: joined_at.toISOString(), position };
  }

  /** Null where none is free. */
  private async bookNow(caller: Caller, input: BookingInput): Promise<BookingView | null> {
    try {
      return (await this.bookings.bookAnew(caller, newId(), input)).booking;
    } catch (error) {
      if (!(error instanceof DomainError) || (error.code !== 'BOOKING_FULL' && error.code !== 'BOOKING_ACTIVE')) {
        throw error;
      }
      const running =
        error.code === 'BOOKING_ACTIVE' ? await this.reader.findRunning(caller.schoolId, caller.personId) : null;
      if (error.code === 'BOOKING_ACTIVE' && running?.hall.id !== input.hallId) {
        throw error;
      }
      return running;
    }
  }

  /**
   * Enters, or hands on what has come free meanwhile, or finds that it is free for whoever asks: never two of these in one
   * transaction, as nobody waits for anything while they keep others from booking.
   */
  private async enter(tx: EntityManager, { schoolId, personId }: Caller, hallId: string): Promise<void> {
    const now = this.clock.now();
    await this.places.lock(tx, schoolId, hallId);
    const facts = await this.places.facts(tx, schoolId, hallId, now);
    if (facts === null || facts.wished === null) {
      throw new DomainError('NOT_FOUND');
    }
    if (takesNobody(facts) || !isOpenAt(timesOf(facts), now)) {
      throw new DomainError('VENUE_CLOSED');
    }
    if (facts.free > 0) {
      await this.places.handOn(tx, schoolId, hallId, now);
      return;
    }
    await tx.query(
      `INSERT INTO waiting_entries (school_id, id, person_id, hall_id, joined_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (school_id, person_id) DO NOTHING`,
      [schoolId, newId(), personId, hallId, now],
    );
  }

  private answered(own: WaitingView, hallId: string): WaitingAnswer {
    if (own.hall.id !== hallId) {
      throw new DomainError('WAITING_ALREADY');
    }
    return { serverTime: this.clock.now().toISOString(), waiting: own, booking: null };
  }
}

const asDomainError = (error: unknown): never => {
  throw violatedConstraint(error) === 'waiting_entries_no_booking' ? new DomainError('BOOKING_ACTIVE') : error;
};

/** $1 school $2 person. Entries stand in the order of their place. */
const SELECT_OWN = `
  SELECT w.id, jsonb_build_object('id', v.id, 'name', v.name) AS venue, jsonb_build_object('id', h.id, 'name', h.name) AS hall,
    w.joined_at,
    (SELECT count(*)::int FROM waiting_entries o
     WHERE o.school_id = w.school_id AND o.hall_id = w.hall_id AND o.place <= w.place) AS position
  FROM waiting_entries w
  JOIN halls h ON h.school_id = w.school_id AND h.id = w.hall_id
  JOIN venues v ON v.school_id = h.school_id AND v.id = h.venue_id
  WHERE w.school_id = $1 AND w.person_id = $2`;
