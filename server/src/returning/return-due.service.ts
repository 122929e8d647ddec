import { Injectable } from '@nestjs/common';
import type { ReturnDue } from '@shared/return';
import { PlanService } from '../campaign/plan.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { findReturnCampaign, returnDue } from './return.rules';
import type { LastReturn } from './return.types';

/** Where a person stands with returning, in one line. */
@Injectable()
export class ReturnDues {
  constructor(
    private readonly clock: Clock,
    private readonly plans: PlanService,
  ) {}

  /** @param last as the home page's statement finds it */
  async dueOf(caller: Caller, last: LastReturn | null): Promise<ReturnDue | null> {
    const plan = await this.plans.planOf(caller.schoolId);
    const isAsked = findReturnCampaign(plan, caller, this.clock.now()) !== null;
    return returnDue(isAsked, caller.presence, last);
  }
}
