import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { OPEN_LEAVING_STATES, type LeavingState } from '@shared/leaving';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { mayWithdraw, stateAfter } from './leaving.rules';
import { lockOwn, type LeavingRow } from './leaving.rows';

/** Taking back what was asked for, or approved and not begun. */
@Injectable()
export class LeavingWithdrawal {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  /** @throws DomainError NOT_FOUND, LEAVING_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'leaving', id);
      const row = await lockOwn(tx, caller, id);
      await this.close(tx, caller.schoolId, id, stateAfter(this.presentState(row), 'withdraw'));
    });
  }

  /** Whoever has left leaves no more. While a decision stands the job fails, and comes again when it has taken effect. */
  @HandlesJob('leaving.person_left')
  async withdrawOfLeaver(leaver: Jobs['leaving.person_left']): Promise<void> {
    const { schoolId, personId } = leaver;
    const open: { id: string }[] = await this.database.query(
      `SELECT a.id FROM leaving_applications a JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
       WHERE a.school_id = $1 AND a.person_id = $2 AND a.state = ANY ($3) AND p.state = 'left'`,
      [schoolId, personId, OPEN_LEAVING_STATES],
    );
    for (const { id } of open) {
      await this.database.transaction(async (tx) => {
        await this.approvals.lock(tx, schoolId, 'leaving', id);
        const { state } = await lockOwn(tx, leaver, id);
        if (mayWithdraw(state)) {
          await this.close(tx, schoolId, id, stateAfter(state, 'withdraw'));
        }
      });
    }
  }

  /** By the clock, whether or not the job ran. */
  private presentState({ state, leaves_at }: LeavingRow): LeavingState {
    return state === 'approved' && leaves_at <= this.clock.now() ? 'left' : state;
  }

  private async close(tx: EntityManager, schoolId: string, id: string, state: LeavingState): Promise<void> {
    await this.approvals.withdraw(tx, schoolId, 'leaving', id);
    await tx.query(
      `UPDATE leaving_applications SET state = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, id, state, this.clock.now()],
    );
  }
}
