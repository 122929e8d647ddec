import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { UploadService } from '../upload/upload.service';

const BATCH = 500;

/** Applications go with their campaign: answers, photos, places, and what approvers saw of them. */
@Injectable()
export class ReturnRetention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
    private readonly uploads: UploadService,
  ) {}

  @HandlesJob('return.forget')
  async forget({ schoolId }: Jobs['return.forget']): Promise<void> {
    let gone: number;
    do {
      gone = await this.database.transaction((tx) => this.forgetSome(tx, schoolId));
    } while (gone === BATCH);
  }

  private async forgetSome(tx: EntityManager, schoolId: string): Promise<number> {
    const rows: { id: string }[] = await tx.query(
      `SELECT a.id FROM return_applications a
       JOIN campaigns c ON c.school_id = a.school_id AND c.id = a.campaign_id
       JOIN schools s ON s.id = a.school_id
       WHERE a.school_id = $1 AND c.retain_until < ($2::timestamptz AT TIME ZONE s.time_zone)::date
       ORDER BY a.id LIMIT ${BATCH}`,
      [schoolId, this.clock.now()],
    );
    const ids = rows.map(({ id }) => id);
    await this.approvals.forget(tx, schoolId, 'return', ids);
    await tx.query('DELETE FROM return_arrivals WHERE school_id = $1 AND application_id = ANY ($2)', [schoolId, ids]);
    const [evidence] = (await tx.query(
      'DELETE FROM return_evidence WHERE school_id = $1 AND application_id = ANY ($2) RETURNING upload_id',
      [schoolId, ids],
    )) as [{ upload_id: string }[], number];
    await tx.query('DELETE FROM return_versions WHERE school_id = $1 AND application_id = ANY ($2)', [schoolId, ids]);
    await tx.query('DELETE FROM return_applications WHERE school_id = $1 AND id = ANY ($2)', [schoolId, ids]);
    await this.release(
      tx,
      schoolId,
      evidence.map(({ upload_id }) => upload_id),
    );
    return ids.length;
  }

  /** A photo that a later application names as well stays. */
  private async release(tx: EntityManager, schoolId: string, uploadIds: string[]): Promise<void> {
    const free: { id: string }[] = await tx.query(
      `SELECT DISTINCT id FROM unnest($2::uuid[]) AS gone (id)
       WHERE NOT EXISTS (SELECT FROM return_evidence e WHERE e.school_id = $1 AND e.upload_id = gone.id)`,
      [schoolId, uploadIds],
    );
    await this.uploads.release(
      tx,
      schoolId,
      free.map(({ id }) => id),
    );
  }
}
