import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { inboxFacts } from './return.facts';
import { stateAfter } from './return.rules';
import { lockOwn } from './return.rows';
import { SubmissionCheck } from './submission-check.service';
import { VersionStore } from './version-store.service';

/** As the table allows. */
const MOST_VERSIONS = 50;

/** Handing in. */
@Injectable()
export class ReturnSubmission {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly idempotency: Idempotency,
    private readonly approvals: ApprovalService,
    private readonly checks: SubmissionCheck,
    private readonly versions: VersionStore,
  ) {}

  /**
   * The draft of this revision becomes a version and goes to its approver.
   * @throws DomainError NOT_FOUND, RETURN_STATE_CONFLICT, RETURN_DRAFT_CHANGED, APPROVAL_NOT_PENDING while a decision
   * stands, TOO_MANY_REQUESTS after fifty versions, and what the checks refuse
   */
  async submit(caller: Caller, id: string, key: string, revision: number): Promise<void> {
    await this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, key, { submission: id, revision }, async () => {
        await this.handIn(tx, caller, id, revision);
        return { id };
      }),
    );
  }

  private async handIn(tx: EntityManager, caller: Caller, id: string, revision: number): Promise<void> {
    await this.approvals.lock(tx, caller.schoolId, 'return', id);
    const row = await lockOwn(tx, caller, id);
    const state = stateAfter(row.state, 'submit');
    if (row.revision !== revision) {
      throw new DomainError('RETURN_DRAFT_CHANGED', { details: { revision: row.revision } });
    }
    if (row.version >= MOST_VERSIONS) {
      throw new DomainError('TOO_MANY_REQUESTS');
    }
    const checked = await this.checks.check(tx, caller, row);
    const { content, campaignId, campus, now } = checked;
    const reasons = await this.versions.keep(tx, caller, row, checked);
    await tx.query(
      `UPDATE return_applications SET state = $3, version = version + 1, revision = revision + 1, campaign_id = $4,
         returns_at = $5, campus_id = $6, approver_id = $7, correction = NULL, submitted_at = $8, updated_at = $8
       WHERE school_id = $1 AND id = $2`,
      [caller.schoolId, id, state, campaignId, content.returnsAt, content.campusId, content.approverId, now],
    );
    await this.approvals.request(tx, {
      ...{ schoolId: caller.schoolId, kind: 'return', subjectId: id, subjectVersion: row.version + 1 },
      ...{ applicantId: caller.personId, assigneeId: content.approverId, triageReasons: reasons },
      facts: inboxFacts(content, campus),
    });
  }
}
