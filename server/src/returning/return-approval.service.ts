import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '@shared/notice';
import type { ReturnCorrection, ReturnState } from '@shared/return';
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
import { PassService } from '../pass/pass.service';
import { ReturnDescriptions } from './return-descriptions.service';
import { stateAfter } from './return.rules';

const NOTICE: Record<SettledDecision['outcome'], NoticeKind> = {
  approve: 'return.approved',
  return: 'return.returned',
  reject: 'return.rejected',
};

/** Return applications as a kind of what approvers decide. An approval gives a pass; presence is the arrival's. */
@Injectable()
export class ReturnApproval implements ApprovalKindHandler, OnModuleInit {
  readonly kind = 'return';

  constructor(
    private readonly kinds: ApprovalKinds,
    private readonly descriptions: ReturnDescriptions,
    private readonly passes: PassService,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async settle(tx: EntityManager, settled: SettledDecision): Promise<void> {
    const { schoolId, subjectId, subjectVersion, outcome } = settled;
    const [row]: { state: ReturnState; version: number }[] = await tx.query(
      'SELECT state, version FROM return_applications WHERE school_id = $1 AND id = $2 FOR UPDATE',
      [schoolId, subjectId],
    );
    if (!row || row.version !== subjectVersion) {
      throw new Error('a decision settles on the version that was looked at');
    }
    const state = stateAfter(row.state, outcome);
    // whatever was edited since is not what was approved
    await tx.query(
      `UPDATE return_applications a SET state = $3, revision = a.revision + 1, correction = $4, updated_at = $5,
         draft = CASE WHEN $3 = 'returned' THEN a.draft ELSE v.content END
       FROM return_versions v
       WHERE a.school_id = $1 AND a.id = $2 AND v.school_id = a.school_id AND v.application_id = a.id AND v.version = a.version`,
      [schoolId, subjectId, state, outcome === 'approve' ? null : correctionOf(settled), settled.effectiveAt],
    );
    await this.notices.add(tx, {
      schoolId,
      personId: settled.applicantId,
      kind: NOTICE[outcome],
      params: { applicationId: subjectId },
      dedupeKey: `${NOTICE[outcome]}:${settled.decisionId}`,
    });
    if (outcome === 'approve') {
      await this.passes.grant(tx, {
        ...{ schoolId, personId: settled.applicantId, origin: 'return', originId: subjectId },
      });
    }
  }

  /** A draft that still names the approver of before follows; one that names another is left alone. */
  async moved(tx: EntityManager, { schoolId, subjectId, fromId, toId }: MovedRequest): Promise<void> {
    await tx.query(
      `UPDATE return_applications SET approver_id = $4::uuid, revision = revision + 1, updated_at = $5,
         draft = CASE WHEN draft ->> 'approverId' = $3 THEN draft || jsonb_build_object('approverId', $4::uuid) ELSE draft END
       WHERE school_id = $1 AND id = $2`,
      [schoolId, subjectId, fromId, toId, this.clock.now()],
    );
  }

  describe(viewer: Caller, subjectId: string, version: number): Promise<ApprovalDescription> {
    return this.descriptions.of(viewer, subjectId, version);
  }
}

const correctionOf = ({ reason, comment, slots, effectiveAt }: SettledDecision): ReturnCorrection => ({
  ...{ reason, comment, slots, at: effectiveAt.toISOString() },
});
