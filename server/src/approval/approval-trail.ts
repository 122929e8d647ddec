import { Injectable } from '@nestjs/common';
import type { Outcome } from '@shared/approval';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { Outbox } from '../common/outbox';
import { NoticeService } from '../notice/notice.service';
import type { LockedRequest } from './approval.rules';

interface Decided {
  id: string;
  requestId: string;
}

/** What decisions and transfers leave behind: who had it before, audit entries, jobs, and a notice that has done its work. */
@Injectable()
export class ApprovalTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  async decided(
    tx: EntityManager,
    caller: Caller,
    outcome: Outcome,
    decisions: Decided[],
    effectiveAt: Date,
  ): Promise<void> {
    const { schoolId, personId } = caller;
    await this.outbox.addAll(
      tx,
      'approval.settle',
      decisions.map(({ id }) => ({ schoolId, decisionId: id })),
      effectiveAt,
    );
    await this.write(tx, caller, `approval.${outcome}`, decisions);
    await this.notices.settle(tx, schoolId, personId, 'approval.assigned');
  }

  /** The new assignee hears of it. */
  async moved(
    tx: EntityManager,
    caller: Caller,
    { id: requestId, applicantId, assigneeId }: LockedRequest,
    toId: string,
    note: string | null,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO approval_transfers (school_id, id, request_id, applicant_id, from_id, to_id, by_id, note, transferred_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[caller.schoolId, newId(), requestId, applicantId, assigneeId, toId, caller.personId, note],
        this.clock.now(),
      ],
    );
    await this.outbox.add(tx, 'approval.assigned', { schoolId: caller.schoolId, requestId });
    await this.write(tx, caller, 'approval.transfer', [{ requestId }]);
  }

  commented(tx: EntityManager, caller: Caller, requestId: string): Promise<void> {
    return this.write(tx, caller, 'approval.comment', [{ requestId }]);
  }

  undone(tx: EntityManager, caller: Caller, decisions: Pick<Decided, 'requestId'>[]): Promise<void> {
    return this.write(tx, caller, 'approval.undo', decisions);
  }

  private write(
    tx: EntityManager,
    caller: Caller,
    action: string,
    requests: Pick<Decided, 'requestId'>[],
  ): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.writeAll(
      tx,
      requests.map((request) => ({
        ...{ schoolId, actorId, requestId, action },
        ...{ objectKind: 'approval_request', objectId: request.requestId },
      })),
    );
  }
}
