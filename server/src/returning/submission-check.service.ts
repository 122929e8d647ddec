import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { EvidenceSlot } from '@shared/return';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { PlannedTemplate } from '../campaign/plan.types';
import { SchoolService } from '../campus/school.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { EvidenceSlots } from '../evidence/evidence-slots.service';
import { ReturnPlans } from './return-plans.service';
import type { ReturnRow } from './return.rows';
import { submissionFaults, type CompleteDraft } from './return.rules';

/** A draft that may be handed in, with what it was judged by. */
export interface CheckedDraft {
  content: CompleteDraft;
  now: Date;
  campaignId: string;
  form: PlannedTemplate;
  slots: EvidenceSlot[];
  campus: Bilingual | undefined;
  isOwnApprover: boolean;
}

/** Everything that an application must have, judged by the server alone. */
@Injectable()
export class SubmissionCheck {
  constructor(
    private readonly plans: ReturnPlans,
    private readonly schools: SchoolService,
    private readonly slots: EvidenceSlots,
    private readonly choice: ApproverChoice,
  ) {}

  /** @throws DomainError CAMPAIGN_NONE, RETURN_INCOMPLETE, ANSWERS_INVALID, APPROVER_NOT_OFFERED */
  async check(tx: EntityManager, caller: Caller, { draft, approver_id }: ReturnRow): Promise<CheckedDraft> {
    const { schoolId } = caller;
    const { now, campaign, form } = await this.plans.of(caller);
    const slots = await this.slots.slotsOf(schoolId, campaign.id, tx);
    const campuses = await this.schools.campusesOf(schoolId, tx);
    const fields = submissionFaults(draft, { slots, campusIds: campuses.map(({ id }) => id), now });
    if (fields.length > 0) {
      throw new DomainError('RETURN_INCOMPLETE', { fields: fields.slice(0, 20) });
    }
    const content = draft as CompleteDraft;
    const faults = form.compiled.faults(content.answers);
    if (faults.length > 0) {
      throw new DomainError('ANSWERS_INVALID', { fields: faults });
    }
    const { approvers, ownIds } = await this.choice.offerFor(schoolId, caller.personId, approver_id, tx);
    if (!approvers.some(({ personId }) => personId === content.approverId)) {
      throw new DomainError('APPROVER_NOT_OFFERED');
    }
    return {
      ...{ content, now, campaignId: campaign.id, form, slots },
      campus: campuses.find(({ id }) => id === content.campusId)?.name,
      isOwnApprover: ownIds.includes(content.approverId),
    };
  }
}
