import { Injectable } from '@nestjs/common';
import type { BookingState } from '@shared/booking';
import type { EntityManager } from 'typeorm';
import { violatedConstraint } from '../common/database-error';
import { Outbox } from '../common/outbox';
import { runPreparedIn } from '../common/prepared';
import { NoticeService } from '../notice/notice.service';
import { BookingTimes } from './booking-times';
import { lateStepOf, lateUseOf, type LateStep, type LateUse } from './doors.rules';
import type { LatePassage } from './doors.types';
import {
  CANCEL_FOR_FEVER,
  CHANGE_USE,
  CONCERNED_BOOKINGS,
  CONCERNED_HALLS,
  END_USE,
  EXCUSE,
  FORGIVE,
  LOCK_BREACHES,
  TAKE_FREE_PLACE,
  type ConcernedRow,
} from './late-doors.sql';
import { PlaceKeeper } from './place-keeper.service';

/** longer than any booking runs, from the first minute to the last */
const LONGEST_MS = 24 * 3_600_000;

/** What a terminal heard of, and the venue behind its gate. */
interface Heard {
  schoolId: string;
  venueId: string;
  now: Date;
  /** people who are turned away next: what they have is locked with the rest */
  feverish: readonly string[];
}

/** What passages through the doors of a venue do to bookings when they are told later than they happened. */
@Injectable()
export class LateDoors {
  constructor(
    private readonly times: BookingTimes,
    private readonly places: PlaceKeeper,
    private readonly outbox: Outbox,
    private readonly notices: NoticeService,
  ) {}

  /**
   * One statement where they concern no booking. The halls that they concern are locked in one order.
   * @returns these halls
   */
  async hear(tx: EntityManager, heard: Heard, passages: readonly LatePassage[]): Promise<string[]> {
    const inTime = [...passages].sort((a, b) => a.at.getTime() - b.at.getTime());
    const since = new Date(Number(inTime[0]?.at ?? heard.now) - LONGEST_MS);
    const people = [...new Set(passages.map(({ personId }) => personId))];
    const asked = [heard.schoolId, heard.venueId, people, since];
    const found = await runPreparedIn<{ hall_id: string }>(tx, CONCERNED_HALLS, [...asked, heard.feverish]);
    const halls = found.map(({ hall_id }) => hall_id);
    await this.places.lockAll(tx, heard.schoolId, halls);
    const rows = halls.length > 0 ? await runPreparedIn<ConcernedRow>(tx, CONCERNED_BOOKINGS, [...asked, halls]) : [];
    await this.lockBreaches(tx, heard, rows);
    for (const passage of inTime) {
      await this.step(tx, heard, rows, passage);
    }
    return halls;
  }

  private async lockBreaches(tx: EntityManager, { schoolId }: Heard, rows: readonly ConcernedRow[]): Promise<void> {
    const expired = rows.filter(({ state }) => state === 'expired').map(({ id }) => id);
    if (expired.length > 1) {
      await runPreparedIn(tx, LOCK_BREACHES, [schoolId, expired]);
    }
  }

  private async step(
    tx: EntityManager,
    heard: Heard,
    rows: readonly ConcernedRow[],
    passage: LatePassage,
  ): Promise<void> {
    for (const row of rows.filter(({ person_id }) => person_id === passage.personId)) {
      const step = lateStepOf(row, passage);
      if (step) {
        row.state = await this.take(tx, heard, row, passage, step);
        row.used_at ??= row.state === 'in_use' || row.state === 'admitted_late' ? passage.at : null;
        return;
      }
    }
  }

  /** @returns the state that it leads to */
  private async take(
    tx: EntityManager,
    heard: Heard,
    row: ConcernedRow,
    passage: LatePassage,
    step: LateStep,
  ): Promise<BookingState> {
    const use = lateUseOf(passage, row.use_minutes, this.times.overdueMs, heard.now);
    switch (step) {
      case 'end':
        return this.end(tx, heard, row, passage);
      case 'use':
        return this.begin(tx, heard, row, use);
      case 'turn_away':
        await runPreparedIn(tx, CANCEL_FOR_FEVER, [heard.schoolId, row.id, heard.now]);
        await this.places.giveBack(tx, heard.schoolId, row.hall_id, 1, heard.now);
        return 'cancelled';
      case 'excuse':
        await runPreparedIn(tx, EXCUSE, [heard.schoolId, row.id, passage.at]);
        return row.state;
      case 'forgive':
        await this.forgive(tx, heard, row);
        return row.state;
      case 'revive':
        await this.forgive(tx, heard, row);
        return this.revive(tx, heard, row, use);
    }
  }

  private async end(
    tx: EntityManager,
    { schoolId, now }: Heard,
    row: ConcernedRow,
    { at, means }: LatePassage,
  ): Promise<BookingState> {
    await runPreparedIn(tx, END_USE, [schoolId, row.id, at, means]);
    if (row.state !== 'admitted_late') {
      await this.places.giveBack(tx, schoolId, row.hall_id, 1, now);
    }
    return 'ended';
  }

  /** Its place was never given away. */
  private async begin(tx: EntityManager, heard: Heard, row: ConcernedRow, use: LateUse): Promise<BookingState> {
    const state = await this.change(tx, heard, row, use, 'in_use');
    if (state === 'ended') {
      await this.places.giveBack(tx, heard.schoolId, row.hall_id, 1, heard.now);
    }
    return state;
  }

  /** Where the person has booked again meanwhile it stays as it is: one runs, and no more. */
  private async revive(tx: EntityManager, heard: Heard, row: ConcernedRow, use: LateUse): Promise<BookingState> {
    if (use.over) {
      return this.change(tx, heard, row, use, 'ended');
    }
    try {
      return await tx.transaction(async (within) => {
        const [place] = await runPreparedIn(within, TAKE_FREE_PLACE, [heard.schoolId, row.hall_id]);
        return this.change(within, heard, row, use, place ? 'in_use' : 'admitted_late');
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'bookings_one_active') {
        throw error;
      }
      return row.state;
    }
  }

  private async change(
    tx: EntityManager,
    { schoolId }: Heard,
    { id, hall_id: hallId }: ConcernedRow,
    { usedAt, endsAt, over }: LateUse,
    running: BookingState,
  ): Promise<BookingState> {
    const state = over ? 'ended' : running;
    await runPreparedIn(tx, CHANGE_USE, [...[schoolId, id, state, usedAt, endsAt, over?.at ?? null, over?.by ?? null]]);
    if (!over) {
      await this.outbox.add(tx, 'booking.due', { schoolId, hallId }, this.times.timedOutAt(endsAt));
      await this.outbox.add(tx, 'booking.remind', { schoolId, bookingId: id }, this.times.endingAt(endsAt));
    }
    return state;
  }

  /** A breach that was none. */
  private async forgive(
    tx: EntityManager,
    { schoolId, now }: Heard,
    { id, person_id: personId }: ConcernedRow,
  ): Promise<void> {
    const undone = await runPreparedIn(tx, FORGIVE, [schoolId, id, now]);
    if (undone.length > 0) {
      const notice = { schoolId, personId, kind: 'booking.revived', params: { bookingId: id } } as const;
      await this.notices.add(tx, { ...notice, dedupeKey: `booking.revived:${id}` });
    }
  }
}
