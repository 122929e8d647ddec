import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ACTIVE_BOOKING_STATES, type BookingAnswer, type BookingPage, type BookingView } from '@shared/booking';
import { PAGE_LIMIT } from '@shared/paging';
import type { DataSource } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { runPrepared, type Prepared } from '../common/prepared';
import { BookingTimes } from './booking-times';
import { SELECT_VIEW, viewOf, type ViewRow } from './booking.view';

export type RunningBooking = BookingView & { state: (typeof ACTIVE_BOOKING_STATES)[number] };

const runs = (view: BookingView): view is RunningBooking => ACTIVE_BOOKING_STATES.some((state) => state === view.state);

/** A person's bookings, as they are worth at this instant. */
@Injectable()
export class BookingReader {
  readonly overdueMs: number;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    times: BookingTimes,
  ) {
    this.overdueMs = times.overdueMs;
  }

  /** The one that runs: one statement. */
  async findRunning(schoolId: string, personId: string): Promise<RunningBooking | null> {
    const [row] = await runPrepared<ViewRow>(this.database, RUNNING, [schoolId, personId]);
    const view = row && viewOf(row, this.clock.now(), this.overdueMs);
    return view && runs(view) ? view : null;
  }

  /** @throws DomainError NOT_FOUND */
  async answer({ schoolId, personId }: Caller, id: string): Promise<BookingAnswer> {
    const [row] = await runPrepared<ViewRow>(this.database, ONE, [schoolId, personId, id]);
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    const now = this.clock.now();
    return { serverTime: now.toISOString(), booking: viewOf(row, now, this.overdueMs) };
  }

  /** The latest first. */
  async history({ schoolId, personId }: Caller, cursor: string | undefined): Promise<BookingPage> {
    const [bookedAt, id] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [null, null];
    const now = this.clock.now();
    const rows: ViewRow[] = await this.database.query(
      `${SELECT_VIEW} WHERE b.school_id = $1 AND b.person_id = $2
         AND ($3::timestamptz IS NULL OR (b.booked_at, b.id) < ($3::timestamptz, $4::uuid))
       ORDER BY b.booked_at DESC, b.id DESC LIMIT $5`,
      [schoolId, personId, bookedAt, id, PAGE_LIMIT.default + 1],
    );
    const page = pageOf(
      rows,
      PAGE_LIMIT.default,
      (row) => [row.booked_at.toISOString(), row.id],
      (row) => viewOf(row, now, this.overdueMs),
    );
    return { ...page, serverTime: now.toISOString() };
  }
}

/** $1 school $2 person */
const RUNNING: Prepared = {
  name: 'booking.running',
  text: `${SELECT_VIEW} WHERE b.school_id = $1 AND b.person_id = $2
    AND b.state IN ('offered', 'held', 'in_use', 'admitted_late')`,
};

/** $1 school $2 person $3 booking */
const ONE: Prepared = {
  name: 'booking.one',
  text: `${SELECT_VIEW} WHERE b.school_id = $1 AND b.person_id = $2 AND b.id = $3`,
};
