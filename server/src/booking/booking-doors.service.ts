import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { REMINDER_MINUTES, type DoorPlace } from '@shared/booking';
import type { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { runPrepared, runPreparedIn } from '../common/prepared';
import { BookingTimes } from './booking-times';
import type { BookingClockRow } from './booking.types';
import { doorPlaceOf, placeUntil } from './doors.rules';
import { GO_IN, GO_OUT, NEAREST_BOOKING, type LeftPlace } from './doors.sql';
import type { AtDoor, ThroughDoor } from './doors.types';
import { PlaceKeeper } from './place-keeper.service';

const HOUR_MS = 3_600_000;
/** longer than any booking runs, from the first minute to the last */
const LONGEST_MS = 24 * HOUR_MS;

/** What others ask about bookings at the door of a venue, and what passing it does to them. */
@Injectable()
export class BookingDoors {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly times: BookingTimes,
    private readonly places: PlaceKeeper,
  ) {}

  /** One statement. */
  async placeAt(at: AtDoor, now: Date): Promise<DoorPlace> {
    return doorPlaceOf(await this.nearest(at, now), now, this.times.overdueMs);
  }

  /** Until when the person's place opens the door. @throws DomainError BOOKING_NEEDED where they have none */
  async demandPlace(at: AtDoor, now: Date): Promise<Date> {
    const booking = await this.nearest(at, now);
    if (!booking || doorPlaceOf(booking, now, this.times.overdueMs) !== 'taken') {
      throw new DomainError('BOOKING_NEEDED');
    }
    return placeUntil(booking, this.times.overdueMs);
  }

  /**
   * Going in brings what is held into use, going out ends a use. One statement, and the giving back of a place.
   * @throws DomainError BOOKING_VOID where no place is left that somebody could go in to
   */
  async pass(tx: EntityManager, through: ThroughDoor, now: Date): Promise<void> {
    await (through.direction === 'in' ? this.goIn(tx, through, now) : this.goOut(tx, through, now));
  }

  private async goIn(tx: EntityManager, { schoolId, personId, venueId }: AtDoor, now: Date): Promise<void> {
    const overdue = `${this.times.overdueMs} ms`;
    const place = await runPreparedIn(tx, GO_IN, [
      ...[schoolId, personId, venueId, now, overdue, newId(), newId(), `${REMINDER_MINUTES} minutes`],
    ]);
    if (place.length === 0) {
      throw new DomainError('BOOKING_VOID');
    }
  }

  private async goOut(tx: EntityManager, through: ThroughDoor, now: Date): Promise<void> {
    const { schoolId, personId, venueId, means } = through;
    const [left] = await runPreparedIn<LeftPlace>(tx, GO_OUT, [schoolId, personId, venueId, now, means]);
    if (left?.took_place) {
      await this.places.giveBack(tx, schoolId, left.hall_id, 1, now);
    }
  }

  private async nearest({ schoolId, personId, venueId }: AtDoor, now: Date): Promise<BookingClockRow | null> {
    const ago = (ms: number): Date => new Date(now.getTime() - ms);
    const [booking] = await runPrepared<BookingClockRow>(this.database, NEAREST_BOOKING, [
      ...[schoolId, personId, venueId, ago(HOUR_MS), ago(LONGEST_MS)],
    ]);
    return booking ?? null;
  }
}
