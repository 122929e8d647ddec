import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReturnDraft } from '@shared/return';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { UploadsInUse, type UploadInUse } from '../upload/uploads-in-use.service';

/** The photos that the draft of an open application names: what an earlier version or slot held may be used again. */
@Injectable()
export class EvidenceInUse implements OnModuleInit {
  constructor(private readonly uploads: UploadsInUse) {}

  onModuleInit(): void {
    this.uploads.register('evidence', (tx, caller) => this.of(tx, caller));
  }

  private async of(tx: EntityManager, { schoolId, personId }: Caller): Promise<UploadInUse[]> {
    const rows: { evidence: ReturnDraft['evidence'] | null }[] = await tx.query(
      `SELECT draft -> 'evidence' AS evidence FROM return_applications
       WHERE school_id = $1 AND person_id = $2 AND state IN ('draft', 'submitted', 'returned')`,
      [schoolId, personId],
    );
    return rows.flatMap(({ evidence }) =>
      Object.entries(evidence ?? {}).map(([slot, { uploadId }]) => ({ slot, uploadId })),
    );
  }
}
