import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
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
    const [row]: { reason: string; starts_at: Date; ends_at: Date; gates: Bilingual[] }[] = await this.database.query(
      `SELECT t.reason, t.starts_at, t.ends_at,
         (SELECT jsonb_agg(g.name ORDER BY array_position(t.gate_ids, g.id)) FROM gates g
          WHERE g.school_id = t.school_id AND g.id = ANY (t.gate_ids)) AS gates
       FROM temporary_passes t WHERE t.school_id = $1 AND t.id = $2`,
      [viewer.schoolId, subjectId],
    );
    return {
      facts: row ? factsOf({ ...row, startsAt: row.starts_at, endsAt: row.ends_at }) : [],
      photos: [],
      earlier: [],
    };
  }
}
