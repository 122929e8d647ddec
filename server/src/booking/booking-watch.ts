import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { runPrepared } from '../common/prepared';
import { VenueService } from '../venue/venue.service';
import { isOpenAt } from '../common/opening-times';
import { BookingTimes } from './booking-times';
import { AWAITED_HALLS, OVERDUE_HALLS } from './due.sql';
import { DueLooks } from './due-looks.service';

const EVERY_MS = 2_000;

interface HallKey {
  schoolId: string;
  hallId: string;
}

/** Looks in PostgreSQL for what is overdue: an absent or flushed Redis delays a place by seconds, not for ever. */
@Injectable()
export class BookingWatch {
  private readonly logger = new Logger(BookingWatch.name);
  private timer?: NodeJS.Timeout;
  private isLooking = false;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly times: BookingTimes,
    private readonly venues: VenueService,
    private readonly looks: DueLooks,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      if (!this.isLooking) {
        this.isLooking = true;
        this.look()
          .catch(this.waiting)
          .finally(() => {
            this.isLooking = false;
          });
      }
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One round. @returns how many halls were looked at */
  async look(): Promise<number> {
    const now = this.clock.now();
    const overdue = await runPrepared<HallKey>(this.database, OVERDUE_HALLS, [now, `${this.times.overdueMs} ms`]);
    const awaited = await runPrepared<HallKey & { isIdle: boolean }>(this.database, AWAITED_HALLS, []);
    const halls = [...overdue];
    for (const hall of awaited) {
      if (hall.isIdle || !(await this.isOpen(hall, now))) {
        halls.push(hall);
      }
    }
    for (const { schoolId, hallId } of halls) {
      // one hall that cannot be looked at keeps none of the others waiting
      await this.looks.look(schoolId, hallId).catch(this.waiting);
    }
    return halls.length;
  }

  private readonly waiting = (error: unknown): void => {
    this.logger.warn({ event: 'booking.watching', error: (error as Error).name });
  };

  private async isOpen({ schoolId, hallId }: HallKey, now: Date): Promise<boolean> {
    const found = await this.venues.findHall(schoolId, hallId);
    return found !== null && isOpenAt(found.venue, now);
  }
}
