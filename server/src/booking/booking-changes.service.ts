import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BookingAnswer, BookingState } from '@shared/booking';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared, runPreparedIn } from '../common/prepared';
import { BookingReader } from './booking-reader.service';
import { nextOf, refusalOf, stateAt } from './booking.rules';
import { FIND_BOOKING, LOCK_BOOKING } from './booking.sql';
import type { BookingRow } from './booking.types';
import { OfferAcceptance } from './offer-acceptance.service';
import { PlaceKeeper } from './place-keeper.service';

/** What somebody does with their booking, and how it ends by that. */
const ENDS = { cancel: 'cancelled', decline: 'declined', end: 'phone' } as const;
type EndingAction = keyof typeof ENDS;
type Action = EndingAction | 'accept';

/** States in which a repeat finds what it wished for. */
const DONE: Record<Action, readonly BookingState[]> = {
  accept: ['held', 'in_use'],
  decline: ['lapsed'],
  cancel: ['cancelled'],
  end: ['ended'],
};

interface Change {
  row: BookingRow;
  next: BookingState;
  now: Date;
}

/** What a person does with their own booking. Again changes nothing. */
@Injectable()
export class BookingChanges {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly places: PlaceKeeper,
    private readonly reader: BookingReader,
    private readonly acceptance: OfferAcceptance,
  ) {}

  /** @throws DomainError NOT_FOUND, BOOKING_VOID, BOOKING_STATE_CONFLICT */
  async finish(caller: Caller, id: string, action: EndingAction): Promise<BookingAnswer> {
    await this.change(caller, id, action, (tx, change) => this.close(tx, caller.schoolId, change, ENDS[action]));
    return this.reader.answer(caller, id);
  }

  /** @throws DomainError NOT_FOUND, PASS_NOT_VALID, VENUE_CLOSED, BOOKING_VOID after the five minutes, BOOKING_STATE_CONFLICT */
  async accept(caller: Caller, id: string): Promise<BookingAnswer> {
    const { booking } = await this.reader.answer(caller, id);
    if (booking.state === 'offered') {
      await this.acceptance.demandPass(caller);
    }
    await this.change(caller, id, 'accept', (tx, { row, now }) => this.acceptance.hold(tx, caller.schoolId, row, now));
    return this.reader.answer(caller, id);
  }

  /** The hall is locked for a step that leads somewhere: whoever repeats one keeps nobody waiting, however often. */
  private async change(
    { schoolId, personId }: Caller,
    id: string,
    action: Action,
    work: (tx: EntityManager, change: Change) => Promise<void>,
  ): Promise<void> {
    const own = [schoolId, personId, id];
    const [seen] = await runPrepared<BookingRow>(this.database, FIND_BOOKING, own);
    if (!seen) {
      throw new DomainError('NOT_FOUND');
    }
    if (this.nextOf(seen, action, this.clock.now()) === null) {
      return;
    }
    await this.database.transaction(async (tx) => {
      await this.places.lock(tx, schoolId, seen.hall_id);
      const [row] = await runPreparedIn<BookingRow>(tx, LOCK_BOOKING, own);
      const now = this.clock.now();
      const next = row ? this.nextOf(row, action, now) : null;
      if (row && next !== null) {
        await work(tx, { row, next, now });
      }
    });
  }

  /** Null where what is wished for has been done. @throws DomainError BOOKING_VOID, BOOKING_STATE_CONFLICT */
  private nextOf(row: BookingRow, action: Action, now: Date): BookingState | null {
    const worth = stateAt(row, now, this.reader.overdueMs);
    const next = nextOf(worth, action);
    if (next === null && !DONE[action].includes(worth)) {
      throw new DomainError(refusalOf(row.state, worth));
    }
    return next;
  }

  private async close(
    tx: EntityManager,
    schoolId: string,
    { row, next, now }: Change,
    endedBy: (typeof ENDS)[EndingAction],
  ): Promise<void> {
    await tx.query('UPDATE bookings SET state = $3, ended_at = $4, ended_by = $5 WHERE school_id = $1 AND id = $2', [
      ...[schoolId, row.id, next, now, endedBy],
    ]);
    await this.places.giveBack(tx, schoolId, row.hall_id, row.state === 'admitted_late' ? 0 : 1, now);
  }
}
