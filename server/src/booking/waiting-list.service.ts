import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BookingInput, WaitingAnswer, WaitingView } from '@shared/booking';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { BookingReader } from './booking-reader.service';
import { BookingService } from './booking.service';
import { PlaceKeeper } from './place-keeper.service';

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
    const own = await this.findOwn(caller);
    if (own) {
      return this.answered(own, input.hallId);
    }
    try {
      const { booking } = await this.bookings.bookAnew(caller, newId(), input);
      return { serverTime: this.clock.now().toISOString(), waiting: null, booking };
    } catch (error) {
      return this.afterRefusal(error, caller, input);
    }
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

  /** One's turn may have come meanwhile: leaving is no way out of a booking. Again changes nothing. */
  async leave({ schoolId, personId }: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [entry]: { hall_id: string }[] = await tx.query(
        'SELECT hall_id FROM waiting_entries WHERE school_id = $1 AND person_id = $2 AND id = $3',
        [schoolId, personId, id],
      );
      if (!entry) {
        throw new DomainError('NOT_FOUND');
      }
      await this.places.lock(tx, schoolId, entry.hall_id);
      await tx.query('DELETE FROM waiting_entries WHERE school_id = $1 AND person_id = $2 AND id = $3', [
        ...[schoolId, personId, id],
      ]);
    });
  }

  private async afterRefusal(error: unknown, caller: Caller, input: BookingInput): Promise<WaitingAnswer> {
    if (!(error instanceof DomainError)) {
      throw error;
    }
    if (error.code === 'BOOKING_ACTIVE') {
      const booking = await this.reader.findRunning(caller.schoolId, caller.personId);
      if (booking?.hall.id === input.hallId) {
        return { serverTime: this.clock.now().toISOString(), waiting: null, booking };
      }
    }
    if (error.code !== 'BOOKING_FULL') {
      throw error;
    }
    await this.database.transaction((tx) => this.enter(tx, caller, input.hallId)).catch(asDomainError);
    const own = await this.findOwn(caller);
    if (own) {
      return this.answered(own, input.hallId);
    }
    // offered at once: a place had just come free
    const booking = await this.reader.findRunning(caller.schoolId, caller.personId);
    return { serverTime: this.clock.now().toISOString(), waiting: null, booking };
  }

  /** A place that came free meanwhile is offered to whoever is first now. */
  private async enter(tx: EntityManager, { schoolId, personId }: Caller, hallId: string): Promise<void> {
    const now = this.clock.now();
    await this.places.lock(tx, schoolId, hallId);
    await tx.query(
      `INSERT INTO waiting_entries (school_id, id, person_id, hall_id, joined_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (school_id, person_id) DO NOTHING`,
      [schoolId, newId(), personId, hallId, now],
    );
    await this.places.handOn(tx, schoolId, hallId, now);
  }

  private answered(own: WaitingView, hallId: string): WaitingAnswer {
    if (own.hall.id !== hallId) {
      throw new DomainError('WAITING_ALREADY');
    }
    return { serverTime: this.clock.now().toISOString(), waiting: own, booking: null };
  }
}

const asDomainError = (error: unknown): never => {
  throw violatedConstraint(error) === 'waiting_entries_school_id_hall_id_fkey' ? new DomainError('NOT_FOUND') : error;
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
