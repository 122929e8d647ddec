import { Injectable } from '@nestjs/common';
import { PlanService } from '../campaign/plan.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { returnCampaign, type ReturnCampaign } from './return.rules';

/** What the caller's school asks of whoever returns, now. */
@Injectable()
export class ReturnPlans {
  constructor(
    private readonly clock: Clock,
    private readonly plans: PlanService,
  ) {}

  /** @throws DomainError CAMPAIGN_NONE */
  async of(caller: Caller): Promise<ReturnCampaign & { now: Date }> {
    const now = this.clock.now();
    return { ...returnCampaign(await this.plans.planOf(caller.schoolId), caller, now), now };
  }
}
