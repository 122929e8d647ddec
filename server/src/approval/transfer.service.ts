import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ReassignRequest, TransferRequest } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { ApproverDirectory } from '../deputy/approver-directory.service';
import { ApprovalKinds } from './approval-kinds.service';
import { isOpen, refusalOf, type LockedRequest } from './approval.rules';
import { ApprovalTrail } from './approval-trail';
import { RequestLocks } from './request-locks';

/** A request that came to the wrong approver goes to another; the applicant loses nothing. */
@Injectable()
export class TransferService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly locks: RequestLocks,
    private readonly approvers: ApproverDirectory,
    private readonly trail: ApprovalTrail,
    private readonly kinds: ApprovalKinds,
  ) {}

  /**
   * By whoever may decide on it.
   * @throws DomainError NOT_FOUND when it is not theirs to decide, APPROVAL_NOT_PENDING when it was decided, withdrawn
   * or changed since, APPROVER_NOT_OFFERED
   */
  async transfer(caller: Caller, id: string, wish: TransferRequest): Promise<void> {
    await this.database.transaction(async (tx) => {
      const request = (await this.locks.take(tx, caller.schoolId, [id])).get(id);
      const actsFor = await this.locks.actsFor(tx, caller);
      const refusal = refusalOf(request, wish.revision, { personId: caller.personId, actsFor });
      if (!request || refusal === 'own_request' || refusal === 'not_assigned') {
        throw new DomainError('NOT_FOUND');
      }
      if (refusal !== null) {
        throw new DomainError('APPROVAL_NOT_PENDING', { details: { refusal } });
      }
      await this.move(tx, caller, request, wish);
    });
  }

  /**
   * By whoever oversees the approvals of the school.
   * @throws DomainError NOT_FOUND for an unknown request and for one's own, APPROVAL_NOT_PENDING, APPROVER_NOT_OFFERED
   */
  async reassign(caller: Caller, id: string, wish: ReassignRequest): Promise<void> {
    await this.database.transaction(async (tx) => {
      const request = (await this.locks.take(tx, caller.schoolId, [id])).get(id);
      if (!request || request.applicantId === caller.personId) {
        throw new DomainError('NOT_FOUND');
      }
      if (!isOpen(request)) {
        throw new DomainError('APPROVAL_NOT_PENDING');
      }
      await this.move(tx, caller, request, wish);
    });
  }

  private async move(
    tx: EntityManager,
    caller: Caller,
    request: LockedRequest,
    { toId, note }: ReassignRequest,
  ): Promise<void> {
    const { schoolId } = caller;
    const { id, kind, subjectId, applicantId, assigneeId } = request;
    const isOffered = toId !== applicantId && toId !== assigneeId && (await this.approvers.has(tx, schoolId, toId));
    if (!isOffered) {
      throw new DomainError('APPROVER_NOT_OFFERED');
    }
    await tx.query(
      'UPDATE approval_requests SET assignee_id = $3, revision = revision + 1 WHERE school_id = $1 AND id = $2',
      [schoolId, id, toId],
    );
    await this.kinds.of(kind).moved(tx, { schoolId, subjectId, fromId: assigneeId, toId });
    await this.trail.moved(tx, caller, request, toId, note?.trim() ?? null);
  }
}
