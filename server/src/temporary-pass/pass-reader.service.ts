import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
import {
  TEMPORARY_PASS_LIMITS,
  type TemporaryPassDesk,
  type TemporaryPassList,
  type TemporaryPassPage,
  type TemporaryPassState,
  type TemporaryPassView,
} from '@shared/pass';
import { PAGE_LIMIT } from '@shared/paging';
import type { DataSource } from 'typeorm';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { PassGates } from './pass-gates.service';
import { TemporaryPassService } from './temporary-pass.service';

interface PassRow {
  id: string;
  state: TemporaryPassState;
  revision: number;
  reason: string;
  gate_ids: string[];
  starts_at: Date;
  ends_at: Date;
  approver_id: string;
  approver_name: string;
  approver_unit: Bilingual;
  correction: TemporaryPassView['correction'];
  settles_at: Date | null;
  submitted_at: Date;
}

/** Temporary passes as their applicant sees them: what is due by the clock has happened before they are read. */
@Injectable()
export class PassReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly passes: TemporaryPassService,
    private readonly gates: PassGates,
    private readonly choice: ApproverChoice,
  ) {}

  async desk(caller: Caller): Promise<TemporaryPassDesk> {
    const [gates, { approvers, preselectedId }] = await Promise.all([
      this.gates.offeredTo(caller),
      this.choice.offerFor(caller.schoolId, caller.personId, null),
    ]);
    return {
      ...{ serverTime: this.clock.now().toISOString(), gates, approvers, preselectedApproverId: preselectedId },
      limits: { ...TEMPORARY_PASS_LIMITS },
    };
  }

  /** What is current, the next one first; what is past, the last one first. */
  async list(
    caller: Caller,
    { list = 'current', cursor }: { list?: TemporaryPassList; cursor?: string },
  ): Promise<TemporaryPassPage> {
    const [startsAt, id] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [null, null];
    await this.passes.settleDue(caller.schoolId, caller.personId);
    const now = this.clock.now();
    const rows = await this.read(caller, LIST[list], [now, startsAt, id, PAGE_LIMIT.default + 1]);
    const names = await this.namesIn(caller, rows);
    const page = pageOf(
      rows,
      PAGE_LIMIT.default,
      (row) => [row.starts_at.toISOString(), row.id],
      (row) => viewOf(row, names),
    );
    return { ...page, serverTime: now.toISOString() };
  }

  /** @throws DomainError NOT_FOUND */
  async one(caller: Caller, id: string): Promise<TemporaryPassView> {
    const [row] = await this.read(caller, 'AND t.id = $3', [id]);
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return viewOf(row, await this.namesIn(caller, [row]));
  }

  private namesIn({ schoolId }: Caller, rows: PassRow[]): Promise<Map<string, Bilingual>> {
    return this.gates.namesOf(schoolId, [...new Set(rows.flatMap(({ gate_ids }) => gate_ids))]);
  }

  private read({ schoolId, personId }: Caller, condition: string, values: unknown[]): Promise<PassRow[]> {
    return this.database.query(`${SELECT_PASSES} ${condition}`, [schoolId, personId, ...values]);
  }
}

const SELECT_PASSES = `
  SELECT t.id, t.state, t.revision, t.reason, t.starts_at, t.ends_at, t.approver_id, t.correction, t.submitted_at,
    b.name AS approver_name, u.name AS approver_unit, r.settles_at,
    t.gate_ids
  FROM temporary_passes t
  JOIN people b ON b.school_id = t.school_id AND b.id = t.approver_id
  JOIN units u ON u.school_id = b.school_id AND u.id = b.unit_id
  LEFT JOIN approval_requests r ON r.school_id = t.school_id AND r.kind = 'temporary_pass' AND r.subject_id = t.id
    AND r.state = 'pending'
  WHERE t.school_id = $1 AND t.person_id = $2`;

const IS_CURRENT = `(t.state IN ('submitted', 'returned') OR (t.state = 'approved' AND t.ends_at > $3))`;

/** $3 now $4 $5 cursor $6 limit */
const LIST: Record<TemporaryPassList, string> = {
  current: `AND ${IS_CURRENT} AND ($4::timestamptz IS NULL OR (t.starts_at, t.id) > ($4::timestamptz, $5::uuid))
    ORDER BY t.starts_at, t.id LIMIT $6`,
  past: `AND NOT ${IS_CURRENT} AND ($4::timestamptz IS NULL OR (t.starts_at, t.id) < ($4::timestamptz, $5::uuid))
    ORDER BY t.starts_at DESC, t.id DESC LIMIT $6`,
};

const viewOf = (row: PassRow, names: Map<string, Bilingual>): TemporaryPassView => ({
  ...{ id: row.id, state: row.state, revision: row.revision, reason: row.reason },
  gates: row.gate_ids.flatMap((id) => {
    const name = names.get(id);
    return name ? [{ id, name }] : [];
  }),
  ...{ startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString() },
  approver: { personId: row.approver_id, name: row.approver_name, unit: row.approver_unit },
  correction: row.correction && { reason: row.correction.reason, comment: row.correction.comment },
  settlesAt: row.settles_at?.toISOString() ?? null,
  submittedAt: row.submitted_at.toISOString(),
});
