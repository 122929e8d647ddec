import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { TEMPORARY_PASS_LIMITS, type TemporaryPassInput } from '@shared/pass';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Idempotency } from '../common/idempotency';
import { PassCheck, type CheckedWish } from './pass-check.service';
import { lockOwn } from './temporary-pass.rows';
import { factsOf, stateAfter, triageReasons } from './temporary-pass.rules';

/** As the table allows. */
const MOST_VERSIONS = 50;

/** Asking for a temporary pass, and changing what was asked for. */
@Injectable()
export class PassRequests {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly approvals: ApprovalService,
    private readonly checks: PassCheck,
  ) {}

  /**
   * @returns its id
   * @throws DomainError REQUEST_INVALID, APPROVER_NOT_OFFERED, TOO_MANY_REQUESTS where enough of them wait or can be used
   */
  async ask(caller: Caller, key: string, input: TemporaryPassInput): Promise<string> {
    const { id } = await this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, key, { ...input }, () => this.open(tx, caller, newId(), input)),
    );
    return id;
  }

  private async open(
    tx: EntityManager,
    caller: Caller,
    id: string,
    input: TemporaryPassInput,
  ): Promise<{ id: string }> {
    const wish = await this.checks.check(tx, caller, input, null);
    await this.demandFew(tx, caller);
    await tx.query(
      `INSERT INTO temporary_passes (school_id, id, person_id, state, reason, gate_ids, starts_at, ends_at, approver_id,
         submitted_at, updated_at)
       VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7, $8, $9, $9)`,
      [caller.schoolId, id, caller.personId, ...contentOf(wish)],
    );
    await this.request(tx, caller, id, 1, wish);
    return { id };
  }

  /**
   * A new version, as corrected or thought better of.
   * @throws DomainError NOT_FOUND, TEMPORARY_PASS_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands,
   * TOO_MANY_REQUESTS after fifty, REQUEST_INVALID, APPROVER_NOT_OFFERED
   */
  async askAgain(caller: Caller, id: string, input: TemporaryPassInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'temporary_pass', id);
      const pass = await lockOwn(tx, caller, id);
      const state = stateAfter(pass, 'submit', this.clock.now());
      if (pass.version >= MOST_VERSIONS) {
        throw new DomainError('TOO_MANY_REQUESTS');
      }
      const wish = await this.checks.check(tx, caller, input, pass.approverId);
      await tx.query(
        `UPDATE temporary_passes SET state = $3, reason = $4, gate_ids = $5, starts_at = $6, ends_at = $7,
           approver_id = $8, version = version + 1, revision = revision + 1, correction = NULL, submitted_at = $9,
           updated_at = $9
         WHERE school_id = $1 AND id = $2`,
        [caller.schoolId, id, state, ...contentOf(wish)],
      );
      await this.request(tx, caller, id, pass.version + 1, wish);
    });
  }

  /** Nobody buries an approver; of many at once each counts those before it. */
  private async demandFew(tx: EntityManager, { schoolId, personId }: Caller): Promise<void> {
    await tx.query('SELECT FROM people WHERE school_id = $1 AND id = $2 FOR NO KEY UPDATE', [schoolId, personId]);
    const [row]: { count: number }[] = await tx.query(
      `SELECT count(*)::int AS count FROM temporary_passes
       WHERE school_id = $1 AND person_id = $2 AND ends_at > $3 AND state IN ('submitted', 'returned', 'approved')`,
      [schoolId, personId, this.clock.now()],
    );
    if ((row?.count ?? 0) >= TEMPORARY_PASS_LIMITS.mostCurrent) {
      throw new DomainError('TOO_MANY_REQUESTS');
    }
  }

  private request(
    tx: EntityManager,
    { schoolId, personId, timeZone }: Caller,
    id: string,
    version: number,
    wish: CheckedWish,
  ): Promise<void> {
    return this.approvals.request(tx, {
      ...{ schoolId, kind: 'temporary_pass', subjectId: id, subjectVersion: version, applicantId: personId },
      assigneeId: wish.approverId,
      triageReasons: triageReasons({ ...wish, timeZone, version }),
      facts: factsOf({ ...wish, gates: wish.gates.map(({ name }) => name) }),
    });
  }
}

const contentOf = ({ reason, gates, startsAt, endsAt, approverId, now }: CheckedWish): unknown[] => [
  ...[reason, gates.map(({ id }) => id), startsAt, endsAt, approverId, now],
];
