import { Injectable } from '@nestjs/common';
import type { ReturnDesk } from '@shared/return';
import { ApproverChoice } from '../approver/approver-choice.service';
import { SchoolService } from '../campus/school.service';
import type { Caller } from '../common/caller';
import { EvidenceSlots } from '../evidence/evidence-slots.service';
import { ReturnPlans } from './return-plans.service';
import { knownPart } from './return.rules';
import { ReturnReader } from './return-reader.service';

/** Everything that the return page shows. */
@Injectable()
export class ReturnDeskService {
  constructor(
    private readonly plans: ReturnPlans,
    private readonly schools: SchoolService,
    private readonly slots: EvidenceSlots,
    private readonly choice: ApproverChoice,
    private readonly reader: ReturnReader,
  ) {}

  /** @throws DomainError CAMPAIGN_NONE */
  async desk(caller: Caller): Promise<ReturnDesk> {
    const { now, campaign, form } = await this.plans.of(caller);
    const [campuses, slots, offer, application] = await Promise.all([
      this.schools.campusesOf(caller.schoolId),
      this.slots.slotsOf(caller.schoolId, campaign.id),
      this.choice.offerFor(caller.schoolId, caller.personId),
      this.reader.latest(caller, campaign.id),
    ]);
    return {
      campaign: { id: campaign.id, name: campaign.name },
      serverTime: now.toISOString(),
      campuses,
      homeCampusId: caller.campusId,
      template: form.body,
      slots,
      approvers: offer.approvers,
      preselectedApproverId: offer.preselectedId,
      unitNotice: offer.notice,
      application: application && { ...application, draft: knownPart(application.draft, form, slots) },
    };
  }
}
