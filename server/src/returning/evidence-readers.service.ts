import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { UploadReaders } from '../upload/upload-readers.service';

/** The photos of an application are for its applicant and whoever handles its request, nobody else. */
@Injectable()
export class EvidenceReaders implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly approvals: ApprovalService,
    private readonly readers: UploadReaders,
  ) {}

  onModuleInit(): void {
    this.readers.register('evidence', (caller, uploadId) => this.mayRead(caller, uploadId));
  }

  private async mayRead(caller: Caller, uploadId: string): Promise<boolean> {
    const rows: { id: string }[] = await this.database.query(
      'SELECT DISTINCT application_id AS id FROM return_evidence WHERE school_id = $1 AND upload_id = $2 LIMIT 20',
      [caller.schoolId, uploadId],
    );
    for (const { id } of rows) {
      if (await this.approvals.isHandledBy(caller, 'return', id)) {
        return true;
      }
    }
    return false;
  }
}
