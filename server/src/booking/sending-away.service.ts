import { Injectable } from '@nestjs/common';
import type { BookingEnd } from '@shared/booking';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../common/domain-error';
import { runPreparedIn } from '../common/prepared';
import { LOCK_PEOPLE } from './person-lock.sql';
import { PlaceKeeper } from './place-keeper.service';
import { HAD_BY, SEND_AWAY, type HadRow } from './sending-away.sql';
import { WaitingEnds } from './waiting-ends.service';

/** Somebody got a booking elsewhere, or joined a list, while the halls were locked: nothing is done, it is tried anew. */
export class MovedMeanwhile extends DomainError {
  constructor() {
    super('SERVICE_BUSY', { retryAfterSeconds: 1 });
  }
}

export interface SentAway {
  schoolId: string;
  personIds: readonly string[];
  by: Extract<BookingEnd, 'fever' | 'person_left'>;
}

/** People who may not come any more: what they have anywhere is over and they wait for nothing; no rule is broken. */
@Injectable()
export class SendingAway {
  constructor(
    private readonly places: PlaceKeeper,
    private readonly turns: WaitingEnds,
  ) {}

  /**
   * Halls come first, then people, then what they have: in this order nobody waits for somebody who waits for them.
   * @param locked halls that the transaction has locked, all of theirs among them; without it they are locked here
   * @throws MovedMeanwhile
   */
  async send(tx: EntityManager, { schoolId, personIds, by }: SentAway, now: Date, locked?: readonly string[]) {
    const halls = locked ?? (await this.lockHalls(tx, schoolId, personIds));
    await runPreparedIn(tx, LOCK_PEOPLE, [personIds]);
    const had = await this.hadBy(tx, schoolId, personIds);
    if (had.some(({ hall_id }) => !halls.includes(hall_id))) {
      throw new MovedMeanwhile();
    }
    for (const { booking_id: id, hall_id: hallId } of had) {
      if (id !== null) {
        await this.end(tx, schoolId, { id, hallId, by }, now);
      }
    }
    await this.turns.ofPeople(tx, schoolId, personIds);
  }

  private async lockHalls(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<string[]> {
    const halls = (await this.hadBy(tx, schoolId, personIds)).map(({ hall_id }) => hall_id);
    await this.places.lockAll(tx, schoolId, halls);
    return halls;
  }

  private hadBy(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<HadRow[]> {
    return runPreparedIn<HadRow>(tx, HAD_BY, [schoolId, personIds]);
  }

  private async end(
    tx: EntityManager,
    schoolId: string,
    { id, hallId, by }: { id: string; hallId: string; by: BookingEnd },
    now: Date,
  ): Promise<void> {
    const [ended] = await runPreparedIn<{ took_place: boolean }>(tx, SEND_AWAY, [schoolId, id, now, by]);
    if (ended?.took_place) {
      await this.places.giveBack(tx, schoolId, hallId, 1, now);
    }
  }
}
