import { Injectable } from '@nestjs/common';
import type { ReturnDesk, ReturnView } from '@shared/return';
import { ApproverChoice } from '../approver/approver-choice.service';
import { SchoolService } from '../campus/school.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { EvidenceSlots } from '../evidence/evidence-slots.service';
import { ReturnPlans, type ReturnPlan } from './return-plans.service';
import { knownPart, mayEdit } from './return.rules';
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

  /** Whoever has an open application finds it when its campaign is over, too. @throws DomainError CAMPAIGN_NONE */
  async desk(caller: Caller): Promise<ReturnDesk> {
    const { now, asked } = await this.plans.find(caller);
    const application = await this.reader.latest(caller, asked?.campaign.id ?? null);
    const { campaign, form } = asked ?? (await this.planBehind(caller, application));
    const [campuses, slots, offer] = await Promise.all([
      this.schools.campusesOf(caller.schoolId),
      this.slots.slotsOf(caller.schoolId, campaign.id),
      this.choice.offerFor(caller.schoolId, caller.personId, presentApprover(application)),
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

  private planBehind(caller: Caller, application: ReturnView | null): Promise<ReturnPlan> {
    if (!application) {
      throw new DomainError('CAMPAIGN_NONE');
    }
    return this.plans.behind(caller, application.id);
  }
}

/** Of an application that can still be handed in. */
const presentApprover = (application: ReturnView | null): string | null =>
  application && mayEdit(application.state) ? (application.approver?.personId ?? null) : null;
