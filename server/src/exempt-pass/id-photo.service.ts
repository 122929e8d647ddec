import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { UploadView } from '@shared/upload';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { UploadReaders } from '../upload/upload-readers.service';
import { UploadService } from '../upload/upload.service';

/** ID photos: for their owner, for whoever handles the application, and at the gate; nobody else. */
@Injectable()
export class IdPhotos implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly uploads: UploadService,
    private readonly readers: UploadReaders,
    private readonly approvals: ApprovalService,
  ) {}

  onModuleInit(): void {
    this.readers.register('id_photo', (caller, uploadId) => this.mayRead(caller, uploadId));
  }

  /**
   * Takes the place of the one before. @returns whether a photo of somebody else looks the same
   * @throws DomainError EVIDENCE_UNKNOWN for what is no ID photo of the caller's
   */
  async keep(tx: EntityManager, caller: Caller, uploadId: string, beforeId: string | null): Promise<boolean> {
    await this.uploads.attach(tx, caller.schoolId, caller.personId, [uploadId]);
    if ((await this.viewOf(caller, uploadId))?.purpose !== 'id_photo') {
      throw new DomainError('EVIDENCE_UNKNOWN');
    }
    await this.release(tx, caller.schoolId, beforeId === uploadId ? null : beforeId);
    return this.uploads.hasLookalike(tx, caller.schoolId, [uploadId]);
  }

  /** Addresses are for this viewer; whoever calls has decided that they may see it. */
  async viewOf(viewer: Caller, uploadId: string | null): Promise<UploadView | null> {
    return uploadId === null ? null : ((await this.uploads.viewsOf(viewer, [uploadId])).get(uploadId) ?? null);
  }

  /** Nothing names it any longer: the daily job takes it. */
  async release(tx: EntityManager, schoolId: string, uploadId: string | null): Promise<void> {
    await this.releaseAll(tx, schoolId, uploadId === null ? [] : [uploadId]);
  }

  async releaseAll(tx: EntityManager, schoolId: string, uploadIds: string[]): Promise<void> {
    await this.uploads.release(tx, schoolId, uploadIds);
  }

  private async mayRead(caller: Caller, uploadId: string): Promise<boolean> {
    const rows: { id: string }[] = await this.database.query(
      'SELECT id FROM exempt_passes WHERE school_id = $1 AND photo_upload_id = $2 LIMIT 20',
      [caller.schoolId, uploadId],
    );
    for (const { id } of rows) {
      if (await this.approvals.isHandledBy(caller, 'exempt_pass', id)) {
        return true;
      }
    }
    return false;
  }
}
