import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { OPEN_RETURN_STATES, type ReturnState } from '@shared/return';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { PassTakeBack } from '../pass/pass-take-back.service';
import { mayWithdraw, stateAfter } from './return.rules';
import { lockOwn } from './return.rows';

/** Taking back what was begun, handed in or approved; a pass that was given for it goes with it. */
@Injectable()
export class ReturnWithdrawal {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
    private readonly passes: PassTakeBack,
  ) {}

  /** @throws DomainError NOT_FOUND, RETURN_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'return', id);
      const { state } = await lockOwn(tx, caller, id);
      await this.close(tx, caller.schoolId, id, stateAfter(state, 'withdraw'));
      if (state === 'approved') {
        await this.passes.ofReturn(tx, caller.schoolId, caller.personId, id);
      }
    });
  }

  /** Whoever has left returns no more. While a decision stands the job fails, and comes again when it has taken effect. */
  @HandlesJob('return.person_left')
  async withdrawOfLeaver(leaver: Jobs['return.person_left']): Promise<void> {
    const { schoolId, personId } = leaver;
    const open: { id: string }[] = await this.database.query(
      `SELECT a.id FROM return_applications a JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
       WHERE a.school_id = $1 AND a.person_id = $2 AND a.state = ANY ($3) AND p.state = 'left'`,
      [schoolId, personId, OPEN_RETURN_STATES],
    );
    for (const { id } of open) {
      await this.database.transaction(async (tx) => {
        await this.approvals.lock(tx, schoolId, 'return', id);
        const { state } = await lockOwn(tx, leaver, id);
        if (mayWithdraw(state)) {
          await this.close(tx, schoolId, id, stateAfter(state, 'withdraw'));
        }
      });
    }
  }

  private async close(tx: EntityManager, schoolId: string, id: string, state: ReturnState): Promise<void> {
    await this.approvals.withdraw(tx, schoolId, 'return', id);
    await tx.query(
      `UPDATE return_applications SET state = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, id, state, this.clock.now()],
    );
  }
}
