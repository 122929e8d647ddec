import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { lockOwn } from './exempt-pass.rows';
import { mayWithdraw, stateAfter } from './exempt-pass.rules';
import { IdPhotos } from './id-photo.service';

/** Taking an application back; its photo goes with it. */
@Injectable()
export class ExemptWithdrawal {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
    private readonly photos: IdPhotos,
  ) {}

  /** @throws DomainError NOT_FOUND, EXEMPT_PASS_STATE_CONFLICT, APPROVAL_NOT_PENDING while a decision stands */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.approvals.lock(tx, caller.schoolId, 'exempt_pass', id);
      const { state, photoUploadId } = await lockOwn(tx, caller, id);
      stateAfter(state, 'withdraw');
      await this.close(tx, caller.schoolId, id, photoUploadId);
    });
  }

  /** Whoever has left needs no pass. While a decision stands the job fails, and comes again when it has taken effect. */
  @HandlesJob('exempt_pass.person_left')
  async withdrawOfLeaver(leaver: Jobs['exempt_pass.person_left']): Promise<void> {
    const { schoolId, personId } = leaver;
    const open: { id: string }[] = await this.database.query(
      `SELECT x.id FROM exempt_passes x JOIN people p ON p.school_id = x.school_id AND p.id = x.person_id
       WHERE x.school_id = $1 AND x.person_id = $2 AND x.state IN ('submitted', 'returned') AND p.state = 'left'`,
      [schoolId, personId],
    );
    for (const { id } of open) {
      await this.database.transaction(async (tx) => {
        await this.approvals.lock(tx, schoolId, 'exempt_pass', id);
        const { state, photoUploadId } = await lockOwn(tx, leaver, id);
        if (mayWithdraw(state)) {
          await this.close(tx, schoolId, id, photoUploadId);
        }
      });
    }
  }

  private async close(tx: EntityManager, schoolId: string, id: string, photoUploadId: string | null): Promise<void> {
    await this.approvals.withdraw(tx, schoolId, 'exempt_pass', id);
    await tx.query(
      `UPDATE exempt_passes SET state = 'withdrawn', photo_upload_id = NULL, revision = revision + 1, updated_at = $3
       WHERE school_id = $1 AND id = $2`,
      [schoolId, id, this.clock.now()],
    );
    await this.photos.release(tx, schoolId, photoUploadId);
  }
}
