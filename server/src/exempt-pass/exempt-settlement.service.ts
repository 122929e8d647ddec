import { Injectable } from '@nestjs/common';
import type { ExemptPassState } from '@shared/pass';
import type { EntityManager } from 'typeorm';
import type { MovedRequest, SettledDecision } from '../approval/approval-kinds.service';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';
import { PassService } from '../pass/pass.service';
import { needsPhoto, stateAfter } from './exempt-pass.rules';
import { IdPhotos } from './id-photo.service';

/** Whoever is approved hears of the pass itself. */
const NOTICE = { return: 'exempt_pass.returned', reject: 'exempt_pass.rejected' } as const;

interface LockedApplication {
  state: ExemptPassState;
  version: number;
  photo_upload_id: string | null;
}

/** What a decision does: an approval makes the pass, a rejection ends the photo. */
@Injectable()
export class ExemptSettlement {
  constructor(
    private readonly clock: Clock,
    private readonly passes: PassService,
    private readonly photos: IdPhotos,
    private readonly notices: NoticeService,
  ) {}

  async settle(tx: EntityManager, settled: SettledDecision): Promise<void> {
    const { schoolId, subjectId, subjectVersion, outcome, reason, comment, effectiveAt } = settled;
    const [row]: LockedApplication[] = await tx.query(
      'SELECT state, version, photo_upload_id FROM exempt_passes WHERE school_id = $1 AND id = $2 FOR UPDATE',
      [schoolId, subjectId],
    );
    if (!row || row.version !== subjectVersion) {
      throw new Error('a decision settles on the version that was looked at');
    }
    const state = stateAfter(row.state, outcome);
    await tx.query(
      `UPDATE exempt_passes SET state = $3, revision = revision + 1, correction = $4, photo_upload_id = $5, updated_at = $6
       WHERE school_id = $1 AND id = $2`,
      [
        ...[schoolId, subjectId, state, outcome === 'approve' ? null : JSON.stringify({ reason, comment })],
        ...[needsPhoto(state) ? row.photo_upload_id : null, effectiveAt],
      ],
    );
    await (outcome === 'approve'
      ? this.makePass(tx, settled, row.photo_upload_id)
      : this.refuse(tx, settled, outcome, row.photo_upload_id));
  }

  /** Another approver has it now. */
  async moved(tx: EntityManager, { schoolId, subjectId, toId }: MovedRequest): Promise<void> {
    await tx.query(
      `UPDATE exempt_passes SET approver_id = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, subjectId, toId, this.clock.now()],
    );
  }

  private async makePass(
    tx: EntityManager,
    { schoolId, applicantId, subjectId }: SettledDecision,
    photoUploadId: string | null,
  ): Promise<void> {
    await this.passes.grant(tx, {
      ...{ schoolId, personId: applicantId, origin: 'exempt', originId: subjectId },
      ...(photoUploadId === null ? {} : { photoUploadId }),
    });
  }

  private async refuse(
    tx: EntityManager,
    { schoolId, applicantId, subjectId, decisionId }: SettledDecision,
    outcome: 'return' | 'reject',
    photoUploadId: string | null,
  ): Promise<void> {
    if (outcome === 'reject') {
      await this.photos.release(tx, schoolId, photoUploadId);
    }
    await this.notices.add(tx, {
      ...{ schoolId, personId: applicantId, kind: NOTICE[outcome], params: { exemptPassId: subjectId } },
      dedupeKey: `${NOTICE[outcome]}:${decisionId}`,
    });
  }
}
