import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { PassService } from '../pass/pass.service';
import { IdPhotos } from './id-photo.service';

const BATCH = 500;

/** Photos go a day after their pass has ended, for so long it still lets out; applications without a photo a month later. */
@Injectable()
export class ExemptRetention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
    private readonly passes: PassService,
    private readonly photos: IdPhotos,
  ) {}

  @HandlesJob('exempt_pass.forget')
  async forget({ schoolId }: Jobs['exempt_pass.forget']): Promise<void> {
    await this.inBatches((tx) => this.forgetPhotos(tx, schoolId));
    await this.inBatches((tx) => this.forgetApplications(tx, schoolId));
  }

  private async inBatches(some: (tx: EntityManager) => Promise<number>): Promise<void> {
    let gone: number;
    do {
      gone = await this.database.transaction(some);
    } while (gone === BATCH);
  }

  private async forgetPhotos(tx: EntityManager, schoolId: string): Promise<number> {
    const now = this.clock.now();
    const rows: { id: string; photo_upload_id: string }[] = await tx.query(
      `SELECT x.id, x.photo_upload_id FROM exempt_passes x
       WHERE x.school_id = $1 AND x.state = 'approved' AND x.photo_upload_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM passes p WHERE p.school_id = x.school_id AND p.photo_upload_id = x.photo_upload_id
           AND (p.ended_at IS NULL OR p.ended_at > $2::timestamptz - interval '1 day'))
       ORDER BY x.id LIMIT ${BATCH} FOR UPDATE`,
      [schoolId, now],
    );
    const photoIds = rows.map((row) => row.photo_upload_id);
    await this.passes.forgetPhotos(tx, schoolId, photoIds);
    await tx.query(
      'UPDATE exempt_passes SET photo_upload_id = NULL, updated_at = $3 WHERE school_id = $1 AND id = ANY ($2)',
      [schoolId, rows.map(({ id }) => id), now],
    );
    await this.photos.releaseAll(tx, schoolId, photoIds);
    return rows.length;
  }

  /** With what approvers saw of them. */
  private async forgetApplications(tx: EntityManager, schoolId: string): Promise<number> {
    const rows: { id: string }[] = await tx.query(
      `SELECT id FROM exempt_passes
       WHERE school_id = $1 AND photo_upload_id IS NULL AND updated_at < $2::timestamptz - interval '1 month'
       ORDER BY id LIMIT ${BATCH}`,
      [schoolId, this.clock.now()],
    );
    const ids = rows.map(({ id }) => id);
    await this.approvals.forget(tx, schoolId, 'exempt_pass', ids);
    await tx.query('DELETE FROM exempt_passes WHERE school_id = $1 AND id = ANY ($2)', [schoolId, ids]);
    return ids.length;
  }
}
