import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { OUTCOME_STATE } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import { Clock } from '../common/clock';
import { ApprovalKinds, type SettledDecision } from './approval-kinds.service';
import { isInEffect } from './approval.rules';

/** Decisions take effect here, each exactly once: the request's lock comes first, the mark and the effect are one transaction. */
@Injectable()
export class Settlement {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly kinds: ApprovalKinds,
    private readonly audit: AuditLog,
  ) {}

  /** What the job does. A decision that was undone or has settled is left alone; one that is early comes again. */
  async settleDecision(schoolId: string, decisionId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [known]: { request_id: string }[] = await tx.query(
        'SELECT request_id FROM approval_decisions WHERE school_id = $1 AND id = $2',
        [schoolId, decisionId],
      );
      const live = known && (await this.lockLive(tx, schoolId, known.request_id));
      if (live?.decisionId !== decisionId) {
        return;
      }
      if (!isInEffect(live.effectiveAt, this.clock.now())) {
        throw new Error('the decision can still be undone');
      }
      await this.takeEffect(tx, live);
    });
  }

  /** What a read does after the instant. @returns whether something was settled */
  settleRequest(schoolId: string, requestId: string): Promise<boolean> {
    return this.database.transaction((tx) => this.settleIn(tx, schoolId, requestId));
  }

  /** The same inside a transaction, before anything of the kind is locked. */
  async settleIn(tx: EntityManager, schoolId: string, requestId: string): Promise<boolean> {
    const live = await this.lockLive(tx, schoolId, requestId);
    if (!live || !isInEffect(live.effectiveAt, this.clock.now())) {
      return false;
    }
    await this.takeEffect(tx, live);
    return true;
  }

  /** Two statements: what the second reads was committed before the lock was given. */
  private async lockLive(tx: EntityManager, schoolId: string, requestId: string): Promise<SettledDecision | null> {
    await tx.query('SELECT id FROM approval_requests WHERE school_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      schoolId,
      requestId,
    ]);
    const [live]: SettledDecision[] = await tx.query(
      `SELECT d.id AS "decisionId", d.school_id AS "schoolId", r.id AS "requestId", r.kind, r.subject_id AS "subjectId",
         r.subject_version AS "subjectVersion", r.applicant_id AS "applicantId", d.outcome, d.reason, d.comment, d.slots,
         d.decided_by AS "decidedBy", d.decided_at AS "decidedAt", d.effective_at AS "effectiveAt"
       FROM approval_decisions d JOIN approval_requests r ON r.school_id = d.school_id AND r.id = d.request_id
       WHERE d.school_id = $1 AND d.request_id = $2 AND d.undone_at IS NULL AND d.settled_at IS NULL`,
      [schoolId, requestId],
    );
    return live ?? null;
  }

  private async takeEffect(tx: EntityManager, decision: SettledDecision): Promise<void> {
    const { schoolId, requestId, decisionId, outcome, effectiveAt, kind } = decision;
    await tx.query('UPDATE approval_decisions SET settled_at = $3 WHERE school_id = $1 AND id = $2', [
      schoolId,
      decisionId,
      this.clock.now(),
    ]);
    await tx.query(
      'UPDATE approval_requests SET state = $3, closed_at = $4, settles_at = NULL WHERE school_id = $1 AND id = $2',
      [schoolId, requestId, OUTCOME_STATE[outcome], effectiveAt],
    );
    await this.kinds.of(kind).settle(tx, decision);
    await this.audit.write(tx, {
      schoolId,
      actorId: null,
      action: 'approval.settle',
      objectKind: 'approval_request',
      objectId: requestId,
    });
  }
}
