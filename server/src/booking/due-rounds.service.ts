import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { OpeningHours } from '@shared/venue';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { openSpanAt } from '../common/opening-times';
import { runPreparedIn } from '../common/prepared';
import { BookingTimes } from './booking-times';
import { FullNotes } from './full-notes';
import { HallLooks } from './hall-looks.service';
import { END_ROUND, JUST_NOW_MS, LOCK_ROUND, type RoundHall, type RoundRow } from './rounds.sql';

const MOST_SPANS = 1_000;

/** One look at all open halls of a school where something has run out just now: three statements, whatever their number. */
@Injectable()
export class DueRounds {
  private readonly spans = new Map<string, { from: number; until: number }>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly times: BookingTimes,
    private readonly halls: HallLooks,
    private readonly notes: FullNotes,
  ) {}

  /** @returns halls where nothing is left to do; the others have to be looked at by themselves */
  look(schoolId: string, hallIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.database.transaction((tx) => this.lookOnce(tx, schoolId, hallIds));
  }

  private async lookOnce(
    tx: EntityManager,
    schoolId: string,
    hallIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    const overdue = `${this.times.overdueMs} ms`;
    const locked = await runPreparedIn<RoundHall>(tx, LOCK_ROUND, [schoolId, hallIds, now, overdue]);
    const openSince = new Date(now.getTime() - JUST_NOW_MS);
    const open = locked.filter((hall) => this.isOpenFrom(hall, openSince, now)).map(({ id }) => id);
    if (open.length === 0) {
      return new Set();
    }
    const [round] = await runPreparedIn<RoundRow>(tx, END_ROUND, [schoolId, open, now, overdue, openSince]);
    const { ended, done } = round ?? { ended: [], done: [] };
    await this.halls.tellEnded(tx, schoolId, ended);
    new Set(ended.map(({ hall_id }) => hall_id)).forEach((hallId) => this.notes.tear(hallId));
    return new Set(done);
  }

  /** Hours that keep a venue open are reckoned once for as long as they do. */
  private isOpenFrom({ time_zone: timeZone, hours }: RoundHall, since: Date, now: Date): boolean {
    const key = `${timeZone} ${hours}`;
    const known = this.spans.get(key);
    const span =
      known && known.from <= since.getTime() && now.getTime() < known.until
        ? known
        : openSpanAt({ timeZone, hours: JSON.parse(hours) as OpeningHours[] }, now);
    if (this.spans.size >= MOST_SPANS) {
      this.spans.clear();
    }
    if (span !== null) {
      this.spans.set(key, span);
    }
    return span !== null && span.from <= since.getTime();
  }
}
