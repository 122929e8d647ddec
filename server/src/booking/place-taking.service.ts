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
}

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

  /** One who fails takes everybody's statement back: then each gets their own, as does whoever was busy elsewhere. */
  private async takeAll(schoolId: string, place: HallOfVenue, wishes: PlaceWish[]): Promise<TakenRow[]> {
    if (wishes.length === 1) {
      return this.statement(schoolId, place, wishes);
    }
    const together = await this.statement(schoolId, place, wishes).catch(() => []);
    const taken: TakenRow[] = [];
    for (const [at, wish] of wishes.entries()) {
      const one = together[at];
      taken.push(one && !one.is_busy ? one : await this.takeAlone(schoolId, place, wish));
    }
    return taken;
  }

  private async takeAlone(schoolId: string, place: HallOfVenue, wish: PlaceWish): Promise<TakenRow> {
    const [taken] = await this.statement(schoolId, place, [wish]).catch(() => []);
    return taken ?? REFUSED;
  }

  private statement(schoolId: string, place: HallOfVenue, wishes: PlaceWish[]): Promise<TakenRow[]> {
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
