import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { isOpenAt } from '../common/opening-times';
import { Outbox } from '../common/outbox';
import { PassReader } from '../pass/pass-reader.service';
import { BookingTimes } from './booking-times';
import type { BookingRow } from './booking.types';
import { PlaceKeeper, timesOf } from './place-keeper.service';

/** An offered place becomes one's own, and waits at the door like any other. */
@Injectable()
export class OfferAcceptance {
  constructor(
    private readonly times: BookingTimes,
    private readonly outbox: Outbox,
    private readonly passes: PassReader,
    private readonly places: PlaceKeeper,
  ) {}

  /** A booking whose door stays shut would only be missed. @throws DomainError PASS_NOT_VALID */
  async demandPass({ schoolId, personId }: Caller): Promise<void> {
    const { status, directions } = await this.passes.statusOf(schoolId, personId);
    if (!directions.includes('in')) {
      throw new DomainError('PASS_NOT_VALID', { details: { status } });
    }
  }

  /** The hall is locked. @throws DomainError VENUE_CLOSED: nobody could come */
  async hold(tx: EntityManager, schoolId: string, { id, hall_id }: BookingRow, now: Date): Promise<void> {
    const facts = await this.places.facts(tx, schoolId, hall_id, now);
    if (!facts || !isOpenAt(timesOf(facts), now)) {
      throw new DomainError('VENUE_CLOSED');
    }
    const expiresAt = new Date(now.getTime() + this.times.graceMs);
    await tx.query(
      `UPDATE bookings SET state = 'held', booked_at = $3, expires_at = $4 WHERE school_id = $1 AND id = $2`,
      [schoolId, id, now, expiresAt],
    );
    await this.outbox.add(tx, 'booking.due', { schoolId, hallId: hall_id }, expiresAt);
    await this.outbox.add(tx, 'booking.remind', { schoolId, bookingId: id }, this.times.remindAt(expiresAt));
  }
}
