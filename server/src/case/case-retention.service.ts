import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HoldService } from '../hold/hold.service';
import { NoticeService } from '../notice/notice.service';
import type { CaseSource } from './case.service';

/** Cases go with what they came from. */
@Injectable()
export class CaseRetention {
  constructor(
    private readonly notices: NoticeService,
    private readonly holds: HoldService,
  ) {}

  /** Sources of which every case was closed before an instant, the first of them by id. */
  async closedBefore(
    tx: EntityManager,
    schoolId: string,
    sourceKind: CaseSource['kind'],
    before: Date,
    limit: number,
  ): Promise<string[]> {
    const rows: { source_id: string }[] = await tx.query(
      `SELECT source_id FROM cases WHERE school_id = $1 AND source_kind = $2
       GROUP BY source_id HAVING bool_and(state = 'closed') AND max(closed_at) < $3 ORDER BY source_id LIMIT $4`,
      [schoolId, sourceKind, before, limit],
    );
    return rows.map((row) => row.source_id);
  }

  /** The cases of sources that are gone go as well, with their holds and with what people were told of them. */
  async forget(
    tx: EntityManager,
    schoolId: string,
    sourceKind: CaseSource['kind'],
    sourceIds: readonly string[],
  ): Promise<void> {
    const [gone] = (await tx.query(
      `DELETE FROM cases WHERE school_id = $1 AND source_kind = $2 AND source_id = ANY ($3)
       RETURNING id, person_id, owner_id`,
      [schoolId, sourceKind, sourceIds],
    )) as [{ id: string; person_id: string; owner_id: string | null }[], number];
    await this.holds.forget(
      tx,
      schoolId,
      gone.map(({ id }) => id),
    );
    await this.notices.forget(
      tx,
      schoolId,
      gone.flatMap(({ id, person_id, owner_id }) => [
        { personId: person_id, keyPrefix: `case.opened:${id}` },
        { personId: person_id, keyPrefix: `case.closed:${id}` },
        ...(owner_id === null ? [] : [{ personId: owner_id, keyPrefix: `case.assigned:${id}` }]),
      ]),
    );
  }
}
