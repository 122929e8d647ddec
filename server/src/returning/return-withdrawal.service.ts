import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { stateAfter } from './return.rules';
import { lockOwn } from './return.rows';

/** Taking back what was begun, handed in or approved. */
@Injectable()
export class ReturnWithdrawal {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  /** @throws DomainError NOT_FOUND, RETURN_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands */
  async withdraw(caller: Caller, id: string): Promise<void> {
    const { schoolId } = caller;
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, schoolId, 'return', id);
      const row = await lockOwn(tx, caller, id);
      const state = stateAfter(row.state, 'withdraw');
      await this.approvals.withdraw(tx, schoolId, 'return', id);
      await tx.query(
        `UPDATE return_applications SET state = $3, revision = revision + 1, updated_at = $4
         WHERE school_id = $1 AND id = $2`,
        [schoolId, id, state, this.clock.now()],
      );
    });
  }
}
