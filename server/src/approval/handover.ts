import { Injectable } from '@nestjs/common';
import type { ReassignRequest } from '@shared/approval';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { ApproverDirectory } from '../deputy/approver-directory.service';
import { ApprovalKinds } from './approval-kinds.service';
import type { LockedRequest } from './approval.rules';
import { ApprovalTrail } from './approval-trail';

/** A request changes hands, and what was asked for goes with it. */
@Injectable()
export class Handover {
  constructor(
    private readonly approvers: ApproverDirectory,
    private readonly kinds: ApprovalKinds,
    private readonly trail: ApprovalTrail,
  ) {}

  /** The request is locked. @throws DomainError APPROVER_NOT_OFFERED */
  async move(
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
