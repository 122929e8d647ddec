import { Injectable } from '@nestjs/common';
import type { ExemptPassInput } from '@shared/pass';
import type { EntityManager } from 'typeorm';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { PassReader } from '../pass/pass-reader.service';
import type { OwnApplication } from './exempt-pass.rows';
import { IdPhotos } from './id-photo.service';

/** What may be handed in, with what it was judged by. */
export interface CheckedApplication {
  reason: string;
  photoUploadId: string;
  approverId: string;
  isOwnApprover: boolean;
  hasLookalike: boolean;
}

/** Everything that an application must have, judged by the server alone. */
@Injectable()
export class ExemptCheck {
  constructor(
    private readonly passes: PassReader,
    private readonly choice: ApproverChoice,
    private readonly photos: IdPhotos,
  ) {}

  /**
   * The photo is kept from now on, the one before is not.
   * @param before what was handed in already
   * @throws DomainError EXEMPT_PASS_NOT_OFFERED, APPROVER_NOT_OFFERED, EVIDENCE_UNKNOWN
   */
  async check(
    tx: EntityManager,
    caller: Caller,
    { reason, photoUploadId, approverId }: ExemptPassInput,
    before: Pick<OwnApplication, 'approverId' | 'photoUploadId'> | null,
  ): Promise<CheckedApplication> {
    const { schoolId, personId } = caller;
    const { status } = await this.passes.statusOf(schoolId, personId);
    if (status !== 'apply_exempt') {
      throw new DomainError('EXEMPT_PASS_NOT_OFFERED', { details: { status } });
    }
    const { approvers, ownIds } = await this.choice.offerFor(schoolId, personId, before?.approverId ?? null, tx);
    if (!approvers.some((approver) => approver.personId === approverId)) {
      throw new DomainError('APPROVER_NOT_OFFERED');
    }
    const photoId = photoUploadId.toLowerCase();
    return {
      ...{ reason: reason.trim(), photoUploadId: photoId, approverId },
      isOwnApprover: ownIds.includes(approverId),
      hasLookalike: await this.photos.keep(tx, caller, photoId, before?.photoUploadId ?? null),
    };
  }
}
