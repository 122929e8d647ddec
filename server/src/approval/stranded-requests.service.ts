import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { StrandedRequest } from '@shared/approval';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { DataSource } from 'typeorm';
import type { Caller } from '../common/caller';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { canApprove } from '../deputy/approver-directory.service';

interface StrandedRow extends Omit<StrandedRequest, 'submittedAt'> {
  submittedAt: Date;
}

/** What waits for somebody who can no longer decide: gone, suspended, or no counsellor any more. */
@Injectable()
export class StrandedRequests {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The oldest first; one's own are left to another administrator. */
  async page({ schoolId, personId }: Caller, cursor: string | undefined): Promise<Page<StrandedRequest>> {
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const rows: StrandedRow[] = await this.database.query(STRANDED, [
      ...[schoolId, personId, at, id, PAGE_LIMIT.default + 1],
    ]);
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.submittedAt.toISOString(), row.id], viewOf);
  }
}

/** $1 school $2 caller $3 $4 cursor $5 limit */
const STRANDED = `
  SELECT r.id, r.kind, r.submitted_at AS "submittedAt",
    jsonb_build_object('personId', p.id, 'number', p.number, 'name', p.name, 'unit', u.name) AS person,
    jsonb_build_object('personId', a.id, 'name', a.name, 'unit', au.name) AS assignee
  FROM approval_requests r
  JOIN people p ON p.school_id = r.school_id AND p.id = r.applicant_id
  JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
  JOIN people a ON a.school_id = r.school_id AND a.id = r.assignee_id
  JOIN units au ON au.school_id = a.school_id AND au.id = a.unit_id
  WHERE r.school_id = $1 AND r.state = 'pending' AND r.settles_at IS NULL AND r.applicant_id <> $2
    AND NOT (${canApprove('a')})
    AND ($3::timestamptz IS NULL OR (r.submitted_at, r.id) > ($3::timestamptz, $4::uuid))
  ORDER BY r.submitted_at, r.id LIMIT $5`;

const viewOf = ({ id, kind, person, assignee, submittedAt }: StrandedRow): StrandedRequest => ({
  ...{ id, kind, person, assignee },
  submittedAt: submittedAt.toISOString(),
});
