import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { NoticeKind } from '@shared/notice';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { runPreparedIn } from '../common/prepared';
import { NoticeService } from '../notice/notice.service';
import { closedSpans, closureAt, isOpenAt, type VenueTimes } from '../common/opening-times';
import { BookingTimes } from './booking-times';
import { CLOSE_HALL, END_BATCH, END_DUE, type EndedRow } from './due.sql';
import { PlaceKeeper, takesNobody, timesOf } from './place-keeper.service';
import { WaitingEnds } from './waiting-ends.service';

/** How many bookings a closure has ended, and how many people were waiting. */
export interface Closed {
  cancelled: number;
  sentAway: number;
}

const TOLD: Partial<Record<EndedRow['state'], NoticeKind>> = {
  expired: 'booking.expired',
  lapsed: 'booking.offer_lapsed',
  ended: 'booking.timed_out',
};

/** Whoever is held back knows of the hold. */
const EXCUSED = { shown: 'booking.revived', venue_closed: 'booking.venue_closed', held_back: null } as const;

const toldOf = ({ state, excuse }: EndedRow): NoticeKind | null =>
  excuse ? EXCUSED[excuse] : (TOLD[state] ?? 'booking.timed_out');

/** What the clock has ended in one hall ends: in one transaction, a few statements whatever the number. */
@Injectable()
export class HallLooks {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly times: BookingTimes,
    private readonly places: PlaceKeeper,
    private readonly turns: WaitingEnds,
    private readonly notices: NoticeService,
  ) {}

  async look(schoolId: string, hallId: string): Promise<void> {
    let ended: number;
    do {
      ended = await this.database.transaction((tx) => this.lookOnce(tx, schoolId, hallId));
    } while (ended === END_BATCH);
  }

  /** What comes back is handed on; where nobody gets a place nobody waits, and closed out of turn nobody stays. */
  private async lookOnce(tx: EntityManager, schoolId: string, hallId: string): Promise<number> {
    await this.places.lock(tx, schoolId, hallId);
    const now = this.clock.now();
    const facts = await this.places.facts(tx, schoolId, hallId, now);
    if (!facts) {
      return 0;
    }
    const times = timesOf(facts);
    const closure = closureAt(times.closures, now);
    if (closure) {
      await this.sendAway(tx, schoolId, hallId, { times, startsAt: closure.startsAt, now });
      return 0;
    }
    const ended = await this.endDue(tx, schoolId, hallId, times, now);
    if (facts.waiting > 0 && (takesNobody(facts) || !isOpenAt(times, now))) {
      await this.turns.ofHalls(tx, schoolId, [hallId]);
    }
    const places = placesOf(ended);
    if (places > 0 || (facts.waiting > 0 && facts.free > 0)) {
      await this.places.giveBack(tx, schoolId, hallId, places, now);
    }
    return ended.length;
  }

  /** A closure begins. The hall is locked. */
  async close(tx: EntityManager, schoolId: string, hallId: string, startsAt: Date, now: Date): Promise<Closed> {
    const facts = await this.places.facts(tx, schoolId, hallId, now);
    return facts
      ? this.sendAway(tx, schoolId, hallId, { times: timesOf(facts), startsAt, now })
      : { cancelled: 0, sentAway: 0 };
  }

  /** What the clock had ended before the closure began ends as ever; everybody else is sent away. */
  private async sendAway(
    tx: EntityManager,
    schoolId: string,
    hallId: string,
    { times, startsAt, now }: { times: VenueTimes; startsAt: Date; now: Date },
  ): Promise<Closed> {
    let places = 0;
    let ended: EndedRow[];
    do {
      ended = await this.endDue(tx, schoolId, hallId, times, startsAt);
      places += placesOf(ended);
    } while (ended.length === END_BATCH);
    const sentAway = await this.turns.ofHalls(tx, schoolId, [hallId]);
    const closed = await runPreparedIn<EndedRow>(tx, CLOSE_HALL, [schoolId, hallId, now]);
    await this.tell(tx, schoolId, closed, () => 'booking.venue_closed');
    await this.places.giveBack(tx, schoolId, hallId, places + placesOf(closed), now);
    return { cancelled: closed.length, sentAway };
  }

  private async endDue(
    tx: EntityManager,
    schoolId: string,
    hallId: string,
    times: VenueTimes,
    until: Date,
  ): Promise<EndedRow[]> {
    const closed = closedSpans(times, until);
    const ended = await runPreparedIn<EndedRow>(tx, END_DUE, [
      ...[schoolId, hallId, until, `${this.times.overdueMs} ms`],
      ...[closed.map(({ from }) => from), closed.map((one) => one.until)],
    ]);
    await this.tellEnded(tx, schoolId, ended);
    return ended;
  }

  /** Whoever had what the clock has ended. */
  tellEnded(tx: EntityManager, schoolId: string, ended: readonly EndedRow[]): Promise<void> {
    return this.tell(tx, schoolId, ended, toldOf);
  }

  private tell(
    tx: EntityManager,
    schoolId: string,
    ended: readonly EndedRow[],
    kindOf: (row: EndedRow) => NoticeKind | null,
  ): Promise<void> {
    return this.notices.addAll(
      tx,
      ended.flatMap((row) => {
        const kind = kindOf(row);
        const notice = { schoolId, personId: row.person_id, params: { bookingId: row.id } };
        return kind === null ? [] : [{ ...notice, kind, dedupeKey: `${kind}:${row.id}` }];
      }),
    );
  }
}

const placesOf = (ended: readonly EndedRow[]): number => ended.filter((one) => one.took_place).length;
