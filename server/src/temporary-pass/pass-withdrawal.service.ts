import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { TemporaryPassState } from '@shared/pass';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { lockOwn } from './temporary-pass.rows';
import { mayWithdraw, stateAfter } from './temporary-pass.rules';

/** Taking back what was asked for, or approved and not over. */
@Injectable()
export class PassWithdrawal {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  /** @throws DomainError NOT_FOUND, TEMPORARY_PASS_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'temporary_pass', id);
      const pass = await lockOwn(tx, caller, id);
      await this.close(tx, caller.schoolId, id, stateAfter(pass, 'withdraw', this.clock.now()));
    });
  }

  /** Whoever has left passes no gate. While a decision stands the job fails, and comes again when it has taken effect. */
  @HandlesJob('temporary_pass.person_left')
  async withdrawOfLeaver(leaver: Jobs['temporary_pass.person_left']): Promise<void> {
    const { schoolId, personId } = leaver;
    const open: { id: string }[] = await this.database.query(
      `SELECT t.id FROM temporary_passes t JOIN people p ON p.school_id = t.school_id AND p.id = t.person_id
       WHERE t.school_id = $1 AND t.person_id = $2 AND t.state IN ('submitted', 'returned', 'approved') AND p.state = 'left'`,
      [schoolId, personId],
    );
    for (const { id } of open) {
      await this.database.transaction(async (tx) => {
        await this.approvals.lock(tx, schoolId, 'temporary_pass', id);
        const pass = await lockOwn(tx, leaver, id);
        if (mayWithdraw(pass, this.clock.now())) {
          await this.close(tx, schoolId, id, 'withdrawn');
        }
      });
    }
  }

  private async close(tx: EntityManager, schoolId: string, id: string, state: TemporaryPassState): Promise<void> {
    await this.approvals.withdraw(tx, schoolId, 'temporary_pass', id);
    await tx.query(
      `UPDATE temporary_passes SET state = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, id, state, this.clock.now()],
    );
  }
}
