import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ExemptPassInput } from '@shared/pass';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Idempotency } from '../common/idempotency';
import { ExemptCheck, type CheckedApplication } from './exempt-check.service';
import { lockOwn } from './exempt-pass.rows';
import { factsOf, stateAfter, triageReasons } from './exempt-pass.rules';

/** As the table allows. */
const MOST_VERSIONS = 50;

/** Applying for a pass without a return application, and changing what was applied for. */
@Injectable()
export class ExemptRequests {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly approvals: ApprovalService,
    private readonly checks: ExemptCheck,
  ) {}

  /**
   * @returns its id
   * @throws DomainError EXEMPT_PASS_NOT_OFFERED, APPROVER_NOT_OFFERED, EVIDENCE_UNKNOWN, EXEMPT_PASS_STATE_CONFLICT when
   * one is open
   */
  async apply(caller: Caller, key: string, input: ExemptPassInput): Promise<string> {
    const { id } = await this.database
      .transaction((tx) =>
        this.idempotency.once(tx, caller, key, { ...input }, () => this.open(tx, caller, newId(), input)),
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'exempt_passes_one_open'
          ? new DomainError('EXEMPT_PASS_STATE_CONFLICT', { details: { state: 'open' } })
          : error;
      });
    return id;
  }

  private async open(tx: EntityManager, caller: Caller, id: string, input: ExemptPassInput): Promise<{ id: string }> {
    const checked = await this.checks.check(tx, caller, input, null);
    await tx.query(
      `INSERT INTO exempt_passes (school_id, id, person_id, state, reason, photo_upload_id, approver_id, submitted_at,
         updated_at)
       VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7, $7)`,
      [caller.schoolId, id, caller.personId, ...this.contentOf(checked)],
    );
    await this.request(tx, caller, id, 1, checked);
    return { id };
  }

  /**
   * A new version, as corrected or thought better of; a photo that was replaced is of no use any more.
   * @throws DomainError NOT_FOUND, EXEMPT_PASS_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands,
   * TOO_MANY_REQUESTS after fifty, and what `apply` refuses
   */
  async applyAgain(caller: Caller, id: string, input: ExemptPassInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'exempt_pass', id);
      const before = await lockOwn(tx, caller, id);
      const state = stateAfter(before.state, 'submit');
      if (before.version >= MOST_VERSIONS) {
        throw new DomainError('TOO_MANY_REQUESTS');
      }
      const checked = await this.checks.check(tx, caller, input, before);
      await tx.query(
        `UPDATE exempt_passes SET state = $3, reason = $4, photo_upload_id = $5, approver_id = $6, version = version + 1,
           revision = revision + 1, correction = NULL, submitted_at = $7, updated_at = $7
         WHERE school_id = $1 AND id = $2`,
        [caller.schoolId, id, state, ...this.contentOf(checked)],
      );
      await this.request(tx, caller, id, before.version + 1, checked);
    });
  }

  private request(
    tx: EntityManager,
    { schoolId, personId }: Caller,
    id: string,
    version: number,
    checked: CheckedApplication,
  ): Promise<void> {
    return this.approvals.request(tx, {
      ...{ schoolId, kind: 'exempt_pass', subjectId: id, subjectVersion: version, applicantId: personId },
      ...{ assigneeId: checked.approverId, triageReasons: triageReasons({ ...checked, version }) },
      facts: factsOf(checked),
    });
  }

  private contentOf({ reason, photoUploadId, approverId }: CheckedApplication): unknown[] {
    return [reason, photoUploadId, approverId, this.clock.now()];
  }
}
