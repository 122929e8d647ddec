import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { DataSource, EntityManager } from 'typeorm';
import {
  ApprovalKinds,
  type ApprovalDescription,
  type ApprovalKindHandler,
  type MovedRequest,
  type SettledDecision,
} from '../approval/approval-kinds.service';
import type { Caller } from '../common/caller';
import { factsOf } from './exempt-pass.rules';
import { ExemptSettlement } from './exempt-settlement.service';
import { IdPhotos } from './id-photo.service';

const ID_PHOTO: Bilingual = { zh: '证件照', en: 'ID photo' };

/** Exempt passes as a kind of what approvers decide. */
@Injectable()
export class ExemptApproval implements ApprovalKindHandler, OnModuleInit {
  readonly kind = 'exempt_pass';

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly kinds: ApprovalKinds,
    private readonly settlement: ExemptSettlement,
    private readonly photos: IdPhotos,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  settle(tx: EntityManager, settled: SettledDecision): Promise<void> {
    return this.settlement.settle(tx, settled);
  }

  moved(tx: EntityManager, moved: MovedRequest): Promise<void> {
    return this.settlement.moved(tx, moved);
  }

  /** The last version alone; its photo as long as it is of use. */
  async describe(viewer: Caller, subjectId: string): Promise<ApprovalDescription> {
    const [row]: { reason: string; photo_upload_id: string | null }[] = await this.database.query(
      'SELECT reason, photo_upload_id FROM exempt_passes WHERE school_id = $1 AND id = $2',
      [viewer.schoolId, subjectId],
    );
    const photo = await this.photos.viewOf(viewer, row?.photo_upload_id ?? null);
    return {
      facts: row ? factsOf(row) : [],
      photos: photo
        ? [
            {
              ...{ slot: 'id_photo', label: ID_PHOTO, paper: null, changed: false },
              ...{ uploadId: photo.id, addresses: photo.addresses },
            },
          ]
        : [],
      earlier: [],
    };
  }
}
