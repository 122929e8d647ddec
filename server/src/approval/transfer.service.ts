import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ReassignRequest, TransferRequest } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { isOpen, refusalOf } from './approval.rules';
import { Handover } from './handover';
import { RequestLocks } from './request-locks';

/** A request that came to the wrong approver goes to another; the applicant loses nothing. */
@Injectable()
export class TransferService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly idempotency: Idempotency,
    private readonly locks: RequestLocks,
    private readonly handovers: Handover,
  ) {}

  /**
   * By whoever may decide on it.
   * @throws DomainError NOT_FOUND when it is not theirs to decide, APPROVAL_NOT_PENDING when it was decided, withdrawn
   * or changed since, APPROVER_NOT_OFFERED, IDEMPOTENCY_KEY_REUSED
   */
  async transfer(caller: Caller, key: string, id: string, wish: TransferRequest): Promise<void> {
    await this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, key, { transfer: id, wish }, () => this.transferIn(tx, caller, id, wish)),
    );
  }

  private async transferIn(
    tx: EntityManager,
    caller: Caller,
    id: string,
    wish: TransferRequest,
  ): Promise<{ id: string }> {
    const request = (await this.locks.take(tx, caller.schoolId, [id])).get(id);
    const actsFor = await this.locks.actsFor(tx, caller);
    const refusal = refusalOf(request, wish.revision, { personId: caller.personId, actsFor });
    if (!request || refusal === 'own_request' || refusal === 'not_assigned') {
      throw new DomainError('NOT_FOUND');
    }
    if (refusal !== null) {
      throw new DomainError('APPROVAL_NOT_PENDING', { details: { refusal } });
    }
    await this.handovers.move(tx, caller, request, wish);
    return { id };
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
      await this.handovers.move(tx, caller, request, wish);
    });
  }
}
