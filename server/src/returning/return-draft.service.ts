import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { SaveReturnDraft } from '@shared/return';
import { ApprovalService, demandUndecided } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { EvidenceSlots } from '../evidence/evidence-slots.service';
import { UploadService } from '../upload/upload.service';
import { demandOwnPhotos } from './evidence.rules';
import { ReturnPlans } from './return-plans.service';
import { draftFaults, mayEdit } from './return.rules';
import { lockOwn, ownUploads } from './return.rows';

/** Applications before they are handed in: kept on the server, so that another phone goes on with them. */
@Injectable()
export class ReturnDrafts {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly plans: ReturnPlans,
    private readonly slots: EvidenceSlots,
    private readonly uploads: UploadService,
    private readonly approvals: ApprovalService,
  ) {}

  /** @returns the id of an empty draft. @throws DomainError CAMPAIGN_NONE, RETURN_ALREADY_OPEN */
  async begin(caller: Caller): Promise<string> {
    const { now, campaign } = await this.plans.of(caller);
    const id = newId();
    await this.database
      .query(
        `INSERT INTO return_applications (school_id, id, campaign_id, person_id, state, draft, created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'draft', $5, $6, $6)`,
        [caller.schoolId, id, campaign.id, caller.personId, JSON.stringify({ campusId: caller.campusId }), now],
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'return_applications_one_open'
          ? new DomainError('RETURN_ALREADY_OPEN')
          : error;
      });
    return id;
  }

  /**
   * The draft takes the place of the one before, whole.
   * @throws DomainError NOT_FOUND, RETURN_STATE_CONFLICT, RETURN_DRAFT_CHANGED with the present revision,
   * REQUEST_INVALID for what the form does not ask, EVIDENCE_UNKNOWN, APPROVAL_NOT_PENDING while a decision stands
   */
  async save(caller: Caller, id: string, { draft, revision }: SaveReturnDraft): Promise<void> {
    const { now, campaign, form } = await this.plans.of(caller);
    const fields = draftFaults(draft, form, await this.slots.slotsOf(caller.schoolId, campaign.id));
    if (fields.length > 0) {
      throw new DomainError('REQUEST_INVALID', { fields });
    }
    const evidence = draft.evidence ?? {};
    const photos = Object.values(evidence).map(({ uploadId }) => uploadId);
    demandOwnPhotos(evidence, await ownUploads(this.database.manager, caller, photos));
    await this.database.transaction(async (tx) => {
      const pending = await this.approvals.lock(tx, caller.schoolId, 'return', id);
      const row = await lockOwn(tx, caller, id);
      demandUndecided(pending);
      if (!mayEdit(row.state)) {
        throw new DomainError('RETURN_STATE_CONFLICT', { details: { state: row.state } });
      }
      if (row.revision !== revision) {
        throw new DomainError('RETURN_DRAFT_CHANGED', { details: { revision: row.revision } });
      }
      await tx.query(
        `UPDATE return_applications SET draft = $3, revision = revision + 1, updated_at = $4
         WHERE school_id = $1 AND id = $2`,
        [caller.schoolId, id, JSON.stringify(draft), now],
      );
      await this.uploads.hold(tx, caller.schoolId, caller.personId, photos);
    });
  }
}
