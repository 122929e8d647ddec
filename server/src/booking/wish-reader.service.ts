import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BookingAnswer } from '@shared/booking';
import type { DataSource } from 'typeorm';
import type { Caller } from '../common/caller';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared } from '../common/prepared';
import { PassJudge } from '../pass/pass-judge.service';
import type { HallOfVenue } from '../venue/venue.service';
import { BookingTimes } from './booking-times';
import { stateAt, wishRefusal } from './booking.rules';
import { READ_WISH, type WishRow } from './booking.sql';
import { DueLooks } from './due-looks.service';

export interface ReadWish {
  /** the key was answered before */
  earlier: { answer: BookingAnswer; hash: Buffer } | null;
  refusal: DomainError | null;
  /** people who have or had a place of late, where none is free */
  holders: string[] | null;
}

/** Whether somebody may have a place now: one statement. What the clock has ended there ends first. */
@Injectable()
export class WishReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly times: BookingTimes,
    private readonly judge: PassJudge,
    private readonly looks: DueLooks,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN */
  async read(caller: Caller, place: HallOfVenue, key: string): Promise<ReadWish> {
    let row = await this.row(caller, place, key);
    const stale = this.staleHall(row, place);
    if (row.body_hash === null && stale !== null) {
      await this.looks.look(caller.schoolId, stale);
      row = await this.row(caller, place, key);
    }
    return {
      earlier: row.body_hash && row.answer ? { answer: row.answer, hash: row.body_hash } : null,
      refusal: await this.refusalOf(caller, row, place),
      holders: row.holders,
    };
  }

  private async row(caller: Caller, { hall, venue }: HallOfVenue, key: string): Promise<WishRow> {
    const now = this.clock.now();
    const { reportsFrom } = await this.judge.settingOf(caller.schoolId);
    const [row] = await runPrepared<WishRow>(this.database, READ_WISH, [
      ...[caller.schoolId, caller.personId, reportsFrom, now, venue.kind.id, hall.id],
      ...[campusDay(now, venue.timeZone), venue.kind.breachDays, key, `${this.times.overdueMs} ms`],
    ]);
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    return row;
  }

  /** The hall that has to be looked at before anything can be said. */
  private staleHall({ active, has_due, free, is_awaited }: WishRow, { hall }: HallOfVenue): string | null {
    const now = this.clock.now();
    if (active) {
      const clock = { state: active.state, expires_at: new Date(active.expires_at), ends_at: null };
      const ends_at = active.ends_at === null ? null : new Date(active.ends_at);
      return stateAt({ ...clock, ends_at }, now, this.times.overdueMs) === active.state ? null : active.hall_id;
    }
    return has_due || (free > 0 && is_awaited) ? hall.id : null;
  }

  private async refusalOf(caller: Caller, row: WishRow, { hall, venue }: HallOfVenue): Promise<DomainError | null> {
    const { status, directions } = this.judge.standingOf(row, await this.judge.settingOf(caller.schoolId));
    const now = this.clock.now();
    const refusal = wishRefusal(
      {
        ...{ sex: row.sex, hallSex: hall.sex, hasActive: row.active !== null, takenToday: row.taken_today },
        breaches: { count: row.breaches, last: row.last_breach },
        ...{ free: row.free, isAwaited: row.is_awaited },
      },
      venue.kind,
      now,
    );
    if ((refusal === null || refusal.code === 'BOOKING_FULL') && !directions.includes('in')) {
      return new DomainError('PASS_NOT_VALID', { details: { status } });
    }
    return refusal;
  }
}
