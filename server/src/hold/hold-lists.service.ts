import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import { HOLD_LIFTED_BY, type HoldCause, type HoldLine } from '@shared/pass';
import type { Caller } from '../common/caller';
import { decodeTypedCursor, pageOf } from '../common/cursor';

interface HoldLineRow {
  id: string;
  cause: HoldCause;
  source_id: string;
  placed_at: Date;
  person_id: string;
  number: string;
  name: string;
  unit: Bilingual;
}

/** Who is held: the people whom the caller follows, the latest first. */
@Injectable()
export class HoldLists {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async page(caller: Caller, cursor: string | undefined): Promise<Page<HoldLine>> {
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const rows: HoldLineRow[] = await this.database.query(
      `SELECT h.id, h.cause, h.source_id, h.placed_at, p.id AS person_id, p.number, p.name, u.name AS unit
       FROM pass_holds h
       JOIN people p ON p.school_id = h.school_id AND p.id = h.person_id
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE h.school_id = $1 AND h.lifted_at IS NULL AND h.cause <> 'left' AND p.state <> 'left'
         AND ($2 OR u.path && $3::uuid[])
         AND ($4::timestamptz IS NULL OR (date_trunc('milliseconds', h.placed_at), h.id) < ($4, $5::uuid))
       ORDER BY date_trunc('milliseconds', h.placed_at) DESC, h.id DESC LIMIT $6`,
      [
        ...[caller.schoolId, caller.roles.includes('school_admin'), caller.reachUnitIds],
        ...[at, id, PAGE_LIMIT.default + 1],
      ],
    );
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.placed_at.toISOString(), row.id], lineOf);
  }
}

const lineOf = (row: HoldLineRow): HoldLine => ({
  id: row.id,
  person: { personId: row.person_id, number: row.number, name: row.name, unit: row.unit },
  cause: row.cause,
  placedAt: row.placed_at.toISOString(),
  caseId: HOLD_LIFTED_BY[row.cause] === 'case' ? row.source_id : null,
});
