import { Injectable } from '@nestjs/common';
import type { Outcome } from '@shared/approval';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Outbox } from '../common/outbox';
import { NoticeService } from '../notice/notice.service';

interface Decided {
  id: string;
  requestId: string;
}

/** What decisions and transfers leave behind: audit entries, jobs, and a notice that has done its work. */
@Injectable()
export class ApprovalTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly notices: NoticeService,
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
  async moved(tx: EntityManager, caller: Caller, requestId: string): Promise<void> {
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
