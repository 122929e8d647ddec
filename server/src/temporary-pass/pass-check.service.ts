import { Injectable } from '@nestjs/common';
import type { TemporaryPassInput } from '@shared/pass';
import type { EntityManager } from 'typeorm';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { PassGates, type NamedGate } from './pass-gates.service';
import { windowFaults } from './temporary-pass.rules';

/** What may be asked for, with what it was judged by. */
export interface CheckedWish {
  reason: string;
  gates: NamedGate[];
  startsAt: Date;
  endsAt: Date;
  approverId: string;
  isOwnApprover: boolean;
  now: Date;
}

/** Everything that a temporary pass must have, judged by the server alone. */
@Injectable()
export class PassCheck {
  constructor(
    private readonly clock: Clock,
    private readonly gates: PassGates,
    private readonly choice: ApproverChoice,
  ) {}

  /**
   * @param presentId with whom it is already
   * @throws DomainError REQUEST_INVALID, APPROVER_NOT_OFFERED
   */
  async check(
    tx: EntityManager,
    { schoolId, personId }: Caller,
    { reason, gateIds, startsAt, endsAt, approverId }: TemporaryPassInput,
    presentId: string | null,
  ): Promise<CheckedWish> {
    const now = this.clock.now();
    const gates = await this.gates.open(tx, schoolId, gateIds);
    const fields = [
      ...(gates.length === gateIds.length ? [] : [{ path: '/gateIds', rule: 'known' }]),
      ...windowFaults({ startsAt, endsAt }, now),
    ];
    if (fields.length > 0) {
      throw new DomainError('REQUEST_INVALID', { fields });
    }
    const { approvers, ownIds } = await this.choice.offerFor(schoolId, personId, presentId, tx);
    if (!approvers.some((approver) => approver.personId === approverId)) {
      throw new DomainError('APPROVER_NOT_OFFERED');
    }
    return {
      ...{ reason: reason.trim(), gates, startsAt: new Date(startsAt), endsAt: new Date(endsAt), approverId, now },
      isOwnApprover: ownIds.includes(approverId),
    };
  }
}
