import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { NoticeKind } from '@shared/notice';
import type { TemporaryPassState } from '@shared/pass';
import type { DataSource, EntityManager } from 'typeorm';
import {
  ApprovalKinds,
  type ApprovalDescription,
  type ApprovalKindHandler,
  type MovedRequest,
  type SettledDecision,
} from '../approval/approval-kinds.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';
import { PassGates } from './pass-gates.service';
import { factsOf, stateAfter } from './temporary-pass.rules';

const NOTICE: Record<SettledDecision['outcome'], NoticeKind> = {
  approve: 'temporary_pass.approved',
  return: 'temporary_pass.returned',
  reject: 'temporary_pass.rejected',
};

/** Temporary passes as a kind of what approvers decide. */
@Injectable()
export class TemporaryPassApproval implements ApprovalKindHandler, OnModuleInit {
  readonly kind = 'temporary_pass';

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly kinds: ApprovalKinds,
    private readonly clock: Clock,
    private readonly notices: NoticeService,
    private readonly gates: PassGates,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  /** From the instant of its effect on, not before, an approved one opens its gates. */
  async settle(tx: EntityManager, settled: SettledDecision): Promise<void> {
    const { schoolId, subjectId, subjectVersion, outcome, reason, comment, effectiveAt } = settled;
    const [row]: { state: TemporaryPassState; version: number; ends_at: Date }[] = await tx.query(
      'SELECT state, version, ends_at FROM temporary_passes WHERE school_id = $1 AND id = $2 FOR UPDATE',
      [schoolId, subjectId],
    );
    if (!row || row.version !== subjectVersion) {
      throw new Error('a decision settles on the version that was looked at');
    }
    const state = stateAfter({ state: row.state, endsAt: row.ends_at }, outcome, effectiveAt);
    await tx.query(
      `UPDATE temporary_passes SET state = $3, revision = revision + 1, correction = $4, updated_at = $5
       WHERE school_id = $1 AND id = $2`,
      [schoolId, subjectId, state, outcome === 'approve' ? null : JSON.stringify({ reason, comment }), effectiveAt],
    );
    await this.notices.add(tx, {
      ...{ schoolId, personId: settled.applicantId, kind: NOTICE[outcome], params: { temporaryPassId: subjectId } },
      dedupeKey: `${NOTICE[outcome]}:${settled.decisionId}`,
    });
  }

  async moved(tx: EntityManager, { schoolId, subjectId, toId }: MovedRequest): Promise<void> {
    await tx.query(
      `UPDATE temporary_passes SET approver_id = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, subjectId, toId, this.clock.now()],
    );
  }

  /** The last version alone: what was asked before is of no use to whoever decides now. */
  async describe(viewer: Caller, subjectId: string): Promise<ApprovalDescription> {
    const [row]: { reason: string; gate_ids: string[]; starts_at: Date; ends_at: Date }[] = await this.database.query(
      'SELECT reason, gate_ids, starts_at, ends_at FROM temporary_passes WHERE school_id = $1 AND id = $2',
      [viewer.schoolId, subjectId],
    );
    if (!row) {
      return { facts: [], photos: [], earlier: [] };
    }
    const names = await this.gates.namesOf(viewer.schoolId, row.gate_ids);
    const { reason, starts_at: startsAt, ends_at: endsAt } = row;
    return { facts: factsOf({ reason, startsAt, endsAt, gates: [...names.values()] }), photos: [], earlier: [] };
  }
}
