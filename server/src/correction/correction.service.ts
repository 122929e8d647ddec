import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { CorrectionRequest, CorrectionState, CorrectionTask, CorrectionView } from '@shared/identity';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { taskOf, viewOf, type CorrectionRow, type TaskRow } from './correction.view';

const FIELDS = `
  r.id, r.field, r.before_value, r.wished, r.reason, r.state, r.answer, r.created_at, r.decided_at,
  CASE r.field WHEN 'unit'
    THEN (SELECT u.name->>'zh' FROM units u WHERE u.school_id = r.school_id AND u.id = r.after_value::uuid)
    ELSE r.after_value END AS after_value`;
const CURRENT = {
  name: 'p.name',
  number: 'p.number',
  unit: `(SELECT u.name->>'zh' FROM units u WHERE u.school_id = p.school_id AND u.id = p.unit_id)`,
} as const;

/** Requests to correct one's own name, number or unit. */
@Injectable()
export class CorrectionService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async ownOf(caller: Caller): Promise<CorrectionView[]> {
    const rows: CorrectionRow[] = await this.database.query(
      `SELECT ${FIELDS} FROM correction_requests r WHERE r.school_id = $1 AND r.person_id = $2 ORDER BY r.id DESC LIMIT 50`,
      [caller.schoolId, caller.personId],
    );
    return rows.map(viewOf);
  }

  /** @throws DomainError CORRECTION_ALREADY_OPEN: one open request a field */
  async ask(caller: Caller, { field, wished, reason }: CorrectionRequest): Promise<CorrectionView> {
    const rows = (await this.database
      .query(
        `INSERT INTO correction_requests AS r
           (school_id, id, person_id, field, before_value, wished, reason, created_at)
         SELECT p.school_id, $3, p.id, $4, ${CURRENT[field]}, $5, $6, $7
         FROM people p WHERE p.school_id = $1 AND p.id = $2
         RETURNING ${FIELDS}`,
        [caller.schoolId, caller.personId, newId(), field, wished.trim(), reason.trim(), this.clock.now()],
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'correction_requests_open'
          ? new DomainError('CORRECTION_ALREADY_OPEN')
          : error;
      })) as [CorrectionRow];
    return viewOf(rows[0]);
  }

  /** For card staff, newest first. */
  async page(schoolId: string, state: CorrectionState | undefined, cursor?: string): Promise<Page<CorrectionTask>> {
    const [before] = decodeTypedCursor(cursor, ['uuid']) ?? [null];
    const rows: TaskRow[] = await this.database.query(
      `SELECT ${FIELDS}, r.person_id, p.number AS person_number, p.name AS person_name
       FROM correction_requests r JOIN people p ON p.school_id = r.school_id AND p.id = r.person_id
       WHERE r.school_id = $1 AND ($2::text IS NULL OR r.state = $2) AND ($3::uuid IS NULL OR r.id < $3)
       ORDER BY r.id DESC LIMIT $4`,
      [schoolId, state ?? null, before, PAGE_LIMIT.default + 1],
    );
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.id], taskOf);
  }
}
