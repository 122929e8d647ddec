import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runPreparedIn, type Prepared } from '../common/prepared';
import { NoticeService } from '../notice/notice.service';

/** Somebody whose turn will not come. */
export interface EndedTurn {
  id: string;
  personId: string;
}

/** Turns that end without an offer: whoever waited is told, whatever the reason. */
@Injectable()
export class WaitingEnds {
  constructor(private readonly notices: NoticeService) {}

  /** @returns how many people waited there */
  async ofHall(tx: EntityManager, schoolId: string, hallId: string): Promise<number> {
    const ended = await runPreparedIn<EndedTurn>(tx, END_HALL, [schoolId, hallId]);
    await this.tell(tx, schoolId, ended);
    return ended.length;
  }

  async ofPeople(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<void> {
    await this.tell(tx, schoolId, await runPreparedIn<EndedTurn>(tx, END_PEOPLE, [schoolId, personIds]));
  }

  /** Their entries are gone. */
  tell(tx: EntityManager, schoolId: string, ended: readonly EndedTurn[]): Promise<void> {
    return this.notices.addAll(
      tx,
      ended.map(({ id, personId }) => ({
        ...{ schoolId, personId, kind: 'booking.waiting_ended', params: {} },
        dedupeKey: `booking.waiting_ended:${id}`,
      })),
    );
  }
}

/** $1 school $2 hall */
const END_HALL: Prepared = {
  name: 'booking.end_waiting',
  text: 'DELETE FROM waiting_entries WHERE school_id = $1 AND hall_id = $2 RETURNING id, person_id AS "personId"',
};

/** $1 school $2 people */
const END_PEOPLE: Prepared = {
  name: 'booking.wait_no_more',
  text: `
    DELETE FROM waiting_entries WHERE school_id = $1 AND person_id = ANY ($2::uuid[])
    RETURNING id, person_id AS "personId"`,
};
