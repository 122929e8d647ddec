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

  /** All of them together: whoever books elsewhere in the same moment waits for one of them at most. @returns how many people waited there */
  async ofHalls(tx: EntityManager, schoolId: string, hallIds: readonly string[]): Promise<number> {
    const ended = hallIds.length > 0 ? await runPreparedIn<EndedTurn>(tx, END_HALLS, [schoolId, hallIds]) : [];
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

/** Entries are taken in the order of people, as whoever gives several of them a booking takes them. */
const ending = (whose: string): string => `
  WITH waiting AS MATERIALIZED (
    SELECT id FROM waiting_entries WHERE school_id = $1 AND ${whose} = ANY ($2::uuid[]) ORDER BY person_id FOR UPDATE
  )
  DELETE FROM waiting_entries w USING waiting WHERE w.school_id = $1 AND w.id = waiting.id
  RETURNING w.id, w.person_id AS "personId"`;

/** $1 school $2 halls, which are locked */
const END_HALLS: Prepared = { name: 'booking.end_waiting', text: ending('hall_id') };

/** $1 school $2 people, who are locked as are their halls */
const END_PEOPLE: Prepared = { name: 'booking.wait_no_more', text: ending('person_id') };
