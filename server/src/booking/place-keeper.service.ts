import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { campusDay } from '../common/campus-time';
import { newId } from '../common/id';
import { Outbox } from '../common/outbox';
import { runPreparedIn } from '../common/prepared';
import { NoticeService } from '../notice/notice.service';
import { isOpenAt, type VenueTimes } from '../common/opening-times';
import { BookingTimes } from './booking-times';
import { FullNotes } from './full-notes';
import { WaitingEnds, type EndedTurn } from './waiting-ends.service';
import {
  GIVE_BACK,
  HALL_FACTS,
  LOCK_HALL,
  LOCK_HALLS,
  OFFER_PLACES,
  type HallFactsRow,
  type LockedHall,
} from './hall.sql';

interface Offered {
  /** entries that were looked at */
  seen: number;
  offered: { id: string; personId: string }[];
  /** entries of whoever may not book now */
  passedOver: EndedTurn[];
}

export const timesOf = ({ time_zone, hours, closures }: HallFactsRow): VenueTimes => ({
  ...{ timeZone: time_zone, hours },
  closures: closures.map((one) => ({
    ...{ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt), reason: one.reason },
  })),
});

/** Closed down, or to be emptied: nobody gets a place there any more. */
export const takesNobody = ({ wished }: HallFactsRow): boolean => !wished;

/** The places of a hall. Whoever gives one back hands it on in the same transaction: none stands free beside somebody who waits. */
@Injectable()
export class PlaceKeeper {
  constructor(
    private readonly times: BookingTimes,
    private readonly outbox: Outbox,
    private readonly notices: NoticeService,
    private readonly notes: FullNotes,
    private readonly turns: WaitingEnds,
  ) {}

  /** Before the rows of any of its bookings are locked. Null for a hall that is not there. */
  async lock(tx: EntityManager, schoolId: string, hallId: string): Promise<LockedHall | null> {
    const [hall] = await runPreparedIn<LockedHall>(tx, LOCK_HALL, [schoolId, hallId]);
    return hall ?? null;
  }

  /** Before anything of any of them changes: whoever needs a second hall while they have one may wait for ever. */
  async lockAll(tx: EntityManager, schoolId: string, hallIds: readonly string[]): Promise<void> {
    if (hallIds.length > 0) {
      await runPreparedIn(tx, LOCK_HALLS, [schoolId, hallIds]);
    }
  }

  /** Gives places back and offers them to whoever waits. */
  async giveBack(tx: EntityManager, schoolId: string, hallId: string, places: number, now: Date): Promise<void> {
    await this.lock(tx, schoolId, hallId);
    await runPreparedIn(tx, GIVE_BACK, [schoolId, hallId, places]);
    await this.handOn(tx, schoolId, hallId, now);
  }

  /** Offers what is free to whoever waits; the hall is locked. */
  async handOn(tx: EntityManager, schoolId: string, hallId: string, now: Date): Promise<void> {
    this.notes.tear(hallId);
    const facts = await this.facts(tx, schoolId, hallId, now);
    if (facts && isOpenAt(timesOf(facts), now)) {
      await this.offer(tx, schoolId, hallId, facts, now);
    }
  }

  async facts(tx: EntityManager, schoolId: string, hallId: string, now: Date): Promise<HallFactsRow | null> {
    const [facts] = await runPreparedIn<HallFactsRow>(tx, HALL_FACTS, [schoolId, hallId, now]);
    return facts ?? null;
  }

  private async offer(
    tx: EntityManager,
    schoolId: string,
    hallId: string,
    facts: HallFactsRow,
    now: Date,
  ): Promise<void> {
    const expiresAt = new Date(now.getTime() + this.times.offerMs);
    let { free, waiting } = facts;
    while (free > 0 && waiting > 0) {
      const places = Math.min(free, waiting);
      const [made] = await runPreparedIn<Offered>(tx, OFFER_PLACES, [
        ...[schoolId, hallId, facts.venue_id, facts.kind_id, campusDay(now, facts.time_zone), now, expiresAt, places],
        ...[Array.from({ length: places }, newId), facts.daily_limit, facts.breach_limit],
        ...[facts.breach_days, facts.cool_down_hours],
      ]);
      const { seen, offered, passedOver } = made ?? { seen: 0, offered: [], passedOver: [] };
      await this.tell(tx, schoolId, hallId, offered, expiresAt);
      await this.turns.tell(tx, schoolId, passedOver);
      free -= offered.length;
      waiting = seen === 0 ? 0 : waiting - seen;
    }
  }

  private async tell(
    tx: EntityManager,
    schoolId: string,
    hallId: string,
    offered: Offered['offered'],
    expiresAt: Date,
  ): Promise<void> {
    if (offered.length === 0) {
      return;
    }
    await this.outbox.add(tx, 'booking.due', { schoolId, hallId }, expiresAt);
    await this.notices.addAll(
      tx,
      offered.map(({ id, personId }) => ({
        ...{ schoolId, personId, kind: 'booking.offered', params: { bookingId: id } },
        dedupeKey: `booking.offered:${id}`,
      })),
    );
  }
}
