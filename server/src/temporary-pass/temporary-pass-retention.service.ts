import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';

const BATCH = 500;

/** Where somebody wanted to go is nobody's business a month later. */
@Injectable()
export class TemporaryPassRetention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  @HandlesJob('temporary_pass.forget')
  async forget({ schoolId }: Jobs['temporary_pass.forget']): Promise<void> {
    let gone: number;
    do {
      gone = await this.database.transaction((tx) => this.forgetSome(tx, schoolId));
    } while (gone === BATCH);
  }

  /** With what approvers saw of them; their requests are locked before them, as everywhere. */
  private async forgetSome(tx: EntityManager, schoolId: string): Promise<number> {
    const rows: { id: string }[] = await tx.query(
      `SELECT id FROM temporary_passes WHERE school_id = $1 AND ends_at < $2::timestamptz - interval '1 month'
       ORDER BY id LIMIT ${BATCH}`,
      [schoolId, this.clock.now()],
    );
    const ids = rows.map(({ id }) => id);
    await this.approvals.forget(tx, schoolId, 'temporary_pass', ids);
    await tx.query('DELETE FROM temporary_passes WHERE school_id = $1 AND id = ANY ($2)', [schoolId, ids]);
    return ids.length;
  }
}
