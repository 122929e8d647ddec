import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BookingAnswer } from '@shared/booking';
import type { DataSource } from 'typeorm';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { runPrepared } from '../common/prepared';
import type { HallOfVenue } from '../venue/venue.service';
import { BookingTimes } from './booking-times';
import { TAKE_PLACES, type TakenRow } from './booking.sql';
import { HallTurns } from './hall-turns';

/** Somebody who may have a place, if there is one. */
export interface PlaceWish {
  personId: string;
  key: string;
  hash: Buffer;
  isWaitedFor: IsWaitedFor;
}

/** Whether the answer still reaches anybody: whoever was told to come again does, and is told what is so by then. */
export type IsWaitedFor = () => boolean;

/** Places are taken together: whoever asks while a statement runs is in the next one. */
@Injectable()
export class PlaceTaking {
  private readonly turns = new HallTurns<PlaceWish, TakenRow>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly times: BookingTimes,
  ) {}

  /** One statement, shared with whoever asks at the same moment. Fails at a constraint where the person was faster elsewhere. */
  take(schoolId: string, place: HallOfVenue, wish: PlaceWish): Promise<TakenRow> {
    return this.turns.wish(place.hall.id, wish, (wishes) => this.takeAll(schoolId, place, wishes));
  }

  /** A place is never taken behind the back of somebody who has been told to come again. */
  private async takeAll(schoolId: string, place: HallOfVenue, all: PlaceWish[]): Promise<TakenRow[]> {
    const wishes = all.filter(({ isWaitedFor }) => isWaitedFor());
    const taken = await this.takeTogether(schoolId, place, wishes);
    return all.map((wish) => taken.get(wish) ?? REFUSED);
  }

  /** One who fails takes everybody's statement back: then each gets their own, as does whoever was busy elsewhere. */
  private async takeTogether(
    schoolId: string,
    place: HallOfVenue,
    wishes: PlaceWish[],
  ): Promise<Map<PlaceWish, TakenRow | undefined>> {
    const together = this.statement(schoolId, place, wishes);
    const rows = wishes.length === 1 ? await together : await together.catch(() => []);
    const taken = new Map<PlaceWish, TakenRow | undefined>();
    for (const [at, wish] of wishes.entries()) {
      taken.set(wish, rows[at]?.is_busy === false ? rows[at] : await this.takeAlone(schoolId, place, wish));
    }
    return taken;
  }

  private async takeAlone(schoolId: string, place: HallOfVenue, wish: PlaceWish): Promise<TakenRow> {
    const [taken] = await this.statement(schoolId, place, [wish]).catch(() => []);
    return taken ?? REFUSED;
  }

  private async statement(schoolId: string, place: HallOfVenue, wishes: PlaceWish[]): Promise<TakenRow[]> {
    if (wishes.length === 0) {
      return [];
    }
    const { hall, venue } = place;
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.times.graceMs);
    const ids = wishes.map(() => newId());
    return runPrepared<TakenRow>(this.database, TAKE_PLACES, [
      ...[schoolId, hall.id, venue.id, venue.kind.id, campusDay(now, venue.timeZone), now, expiresAt],
      ...[venue.kind.dailyLimit, wishes.map(({ personId }) => personId), wishes.map(({ key }) => key)],
      ...[wishes.map(({ hash }) => hash), ids, ids.map((id) => JSON.stringify(answerOf(id, place, now, expiresAt)))],
      ...[ids.map(() => newId()), this.times.remindAt(expiresAt), newId()],
    ]);
  }
}

/** Asks for a second look at why. */
const REFUSED: TakenRow = { turn: 0, body_hash: null, answer: null, was_asked: false, is_busy: false };

const answerOf = (id: string, { hall, venue }: HallOfVenue, now: Date, expiresAt: Date): BookingAnswer => ({
  serverTime: now.toISOString(),
  booking: {
    ...{ id, state: 'held', venue: { id: venue.id, name: venue.name }, hall: { id: hall.id, name: hall.name } },
    ...{ bookedAt: now.toISOString(), expiresAt: expiresAt.toISOString() },
    ...{ usedAt: null, endsAt: null, endedAt: null, endedBy: null },
  },
});
