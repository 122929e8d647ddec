import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { LeavingInput } from '@shared/leaving';
import { ApprovalService } from '../approval/approval.service';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Idempotency } from '../common/idempotency';
import { leavingFacts, leavingFaults, stateAfter } from './leaving.rules';
import { lockOwn } from './leaving.rows';

/** As the table allows. */
const MOST_VERSIONS = 50;

/** Asking to leave the campus for longer than a day. */
@Injectable()
export class LeavingService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly approvals: ApprovalService,
    private readonly choice: ApproverChoice,
  ) {}

  /** @returns its id. @throws DomainError REQUEST_INVALID, APPROVER_NOT_OFFERED, LEAVING_STATE_CONFLICT when one is open */
  async ask(caller: Caller, key: string, input: LeavingInput): Promise<string> {
    const { id } = await this.database
      .transaction((tx) =>
        this.idempotency.once(tx, caller, key, { ...input }, () => this.open(tx, caller, newId(), input)),
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'leaving_applications_one_open'
          ? new DomainError('LEAVING_STATE_CONFLICT', { details: { state: 'open' } })
          : error;
      });
    return id;
  }

  private async open(tx: EntityManager, caller: Caller, id: string, input: LeavingInput): Promise<{ id: string }> {
    await this.demandGood(tx, caller, input, null);
    await tx.query(
      `INSERT INTO leaving_applications (school_id, id, person_id, state, leaves_at, destination, reason, approver_id,
         submitted_at, updated_at)
       VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7, $8, $8)`,
      [caller.schoolId, id, caller.personId, ...contentOf(input), this.clock.now()],
    );
    await this.request(tx, caller, id, 1, input);
    return { id };
  }

  /**
   * A new version, as corrected or thought better of.
   * @throws DomainError NOT_FOUND, LEAVING_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands,
   * TOO_MANY_REQUESTS after fifty, and what `ask` refuses
   */
  async askAgain(caller: Caller, id: string, input: LeavingInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'leaving', id);
      const row = await lockOwn(tx, caller, id);
      const state = stateAfter(row.state, 'submit');
      if (row.version >= MOST_VERSIONS) {
        throw new DomainError('TOO_MANY_REQUESTS');
      }
      await this.demandGood(tx, caller, input, row.approver_id);
      await tx.query(
        `UPDATE leaving_applications SET state = $3, leaves_at = $4, destination = $5, reason = $6, approver_id = $7,
           version = version + 1, revision = revision + 1, correction = NULL, submitted_at = $8, updated_at = $8
         WHERE school_id = $1 AND id = $2`,
        [caller.schoolId, id, state, ...contentOf(input), this.clock.now()],
      );
      await this.request(tx, caller, id, row.version + 1, input);
    });
  }

  private async demandGood(
    tx: EntityManager,
    caller: Caller,
    input: LeavingInput,
    presentId: string | null,
  ): Promise<void> {
    const fields = leavingFaults(input, this.clock.now());
    if (fields.length > 0) {
      throw new DomainError('REQUEST_INVALID', { fields });
    }
    const { approvers } = await this.choice.offerFor(caller.schoolId, caller.personId, presentId, tx);
    if (!approvers.some(({ personId }) => personId === input.approverId)) {
      throw new DomainError('APPROVER_NOT_OFFERED');
    }
  }

  private request(
    tx: EntityManager,
    { schoolId, personId }: Caller,
    id: string,
    version: number,
    input: LeavingInput,
  ): Promise<void> {
    return this.approvals.request(tx, {
      ...{ schoolId, kind: 'leaving', subjectId: id, subjectVersion: version, applicantId: personId },
      ...{ assigneeId: input.approverId, triageReasons: version > 1 ? ['corrected'] : [], facts: leavingFacts(input) },
    });
  }
}

const contentOf = ({ leavesAt, destination, reason, approverId }: LeavingInput): string[] => [
  ...[leavesAt, destination.trim(), reason.trim(), approverId],
];
