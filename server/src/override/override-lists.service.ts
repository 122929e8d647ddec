import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { OverrideView } from '@shared/pass';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { stateAt } from './override.rules';
import { personOf, SELECT_OVERRIDE, type OverrideRow } from './override.sql';

/** Overrides as administrators see them; nobody sees those about themself. */
@Injectable()
export class OverrideLists {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The latest first. */
  async page(caller: Caller, cursor: string | undefined): Promise<Page<OverrideView>> {
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const rows: OverrideRow[] = await this.database.query(
      `${SELECT_OVERRIDE}
       WHERE o.school_id = $1 AND o.person_id <> $2
         AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', o.proposed_at), o.id) < ($3, $4::uuid))
       ORDER BY date_trunc('milliseconds', o.proposed_at) DESC, o.id DESC LIMIT $5`,
      [caller.schoolId, caller.personId, at, id, PAGE_LIMIT.default + 1],
    );
    const now = this.clock.now();
    return pageOf(
      rows,
      PAGE_LIMIT.default,
      (row) => [row.proposed_at.toISOString(), row.id],
      (row) => viewOf(row, now),
    );
  }

  /** @throws DomainError NOT_FOUND */
  async one(tx: EntityManager, schoolId: string, id: string): Promise<OverrideView> {
    const [row]: OverrideRow[] = await tx.query(`${SELECT_OVERRIDE} WHERE o.school_id = $1 AND o.id = $2`, [
      schoolId,
      id,
    ]);
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return viewOf(row, this.clock.now());
  }
}

const viewOf = (row: OverrideRow, now: Date): OverrideView => ({
  ...{ id: row.id, person: personOf(row, row.person_id), effect: row.effect, reason: row.reason },
  state: stateAt(row.state, row.proposed_at, now),
  ...{ proposedBy: personOf(row, row.proposed_by), proposedAt: row.proposed_at.toISOString() },
  decidedBy: row.decided_by === null ? null : personOf(row, row.decided_by),
  decidedAt: row.decided_at?.toISOString() ?? null,
});
