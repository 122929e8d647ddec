import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { LeavingState } from '@shared/leaving';
import type { NoticeKind } from '@shared/notice';
import {
  ApprovalKinds,
  type ApprovalDescription,
  type ApprovalKindHandler,
  type MovedRequest,
  type SettledDecision,
} from '../approval/approval-kinds.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { Outbox } from '../common/outbox';
import { NoticeService } from '../notice/notice.service';
import { leavingFacts, stateAfter } from './leaving.rules';

const NOTICE: Record<SettledDecision['outcome'], NoticeKind> = {
  approve: 'leaving.approved',
  return: 'leaving.returned',
  reject: 'leaving.rejected',
};

/** Leaving as a kind of what approvers decide. */
@Injectable()
export class LeavingApproval implements ApprovalKindHandler, OnModuleInit {
  readonly kind = 'leaving';

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly kinds: ApprovalKinds,
    private readonly outbox: Outbox,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async settle(tx: EntityManager, settled: SettledDecision): Promise<void> {
    const { schoolId, subjectId, subjectVersion, outcome, reason, comment } = settled;
    const [row]: { state: LeavingState; version: number; leaves_at: Date }[] = await tx.query(
      'SELECT state, version, leaves_at FROM leaving_applications WHERE school_id = $1 AND id = $2 FOR UPDATE',
      [schoolId, subjectId],
    );
    if (!row || row.version !== subjectVersion) {
      throw new Error('a decision settles on the version that was looked at');
    }
    await tx.query(
      `UPDATE leaving_applications SET state = $3, revision = revision + 1, correction = $4, updated_at = $5
       WHERE school_id = $1 AND id = $2`,
      [
        ...[schoolId, subjectId, stateAfter(row.state, outcome)],
        ...[outcome === 'approve' ? null : JSON.stringify({ reason, comment }), settled.effectiveAt],
      ],
    );
    if (outcome === 'approve') {
      await this.outbox.add(tx, 'leaving.due', { schoolId, leavingId: subjectId }, row.leaves_at);
    }
    await this.notices.add(tx, {
      ...{ schoolId, personId: settled.applicantId, kind: NOTICE[outcome], params: { leavingId: subjectId } },
      dedupeKey: `${NOTICE[outcome]}:${settled.decisionId}`,
    });
  }

  async moved(tx: EntityManager, { schoolId, subjectId, toId }: MovedRequest): Promise<void> {
    await tx.query(
      `UPDATE leaving_applications SET approver_id = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, subjectId, toId, this.clock.now()],
    );
  }

  /** The last version alone: what was asked before is of no use to whoever decides now. */
  async describe(viewer: Caller, subjectId: string): Promise<ApprovalDescription> {
    const [row]: { leaves_at: Date; destination: string; reason: string }[] = await this.database.query(
      'SELECT leaves_at, destination, reason FROM leaving_applications WHERE school_id = $1 AND id = $2',
      [viewer.schoolId, subjectId],
    );
    return {
      facts: row ? leavingFacts({ ...row, leavesAt: row.leaves_at.toISOString() }) : [],
      photos: [],
      earlier: [],
    };
  }
}
