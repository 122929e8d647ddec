import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Outbox } from '../common/outbox';
import { PassReader } from '../pass/pass-reader.service';
import { BookingTimes } from './booking-times';
import type { BookingRow } from './booking.types';

/** An offered place becomes one's own, and waits at the door like any other. */
@Injectable()
export class OfferAcceptance {
  constructor(
    private readonly times: BookingTimes,
    private readonly outbox: Outbox,
    private readonly passes: PassReader,
  ) {}

  /** A booking whose door stays shut would only be missed. @throws DomainError PASS_NOT_VALID */
  async demandPass({ schoolId, personId }: Caller): Promise<void> {
    const { status, directions } = await this.passes.statusOf(schoolId, personId);
    if (!directions.includes('in')) {
      throw new DomainError('PASS_NOT_VALID', { details: { status } });
    }
  }

  async hold(tx: EntityManager, schoolId: string, { id, hall_id }: BookingRow, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + this.times.graceMs);
    await tx.query(
      `UPDATE bookings SET state = 'held', booked_at = $3, expires_at = $4 WHERE school_id = $1 AND id = $2`,
      [schoolId, id, now, expiresAt],
    );
    await this.outbox.add(tx, 'booking.due', { schoolId, hallId: hall_id }, expiresAt);
    await this.outbox.add(tx, 'booking.remind', { schoolId, bookingId: id }, this.times.remindAt(expiresAt));
  }
}
