import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { RETURN_FORM_KEY } from '@shared/return';
import { PlanService } from '../campaign/plan.service';
import type { PlannedTemplate, RunningCampaign } from '../campaign/plan.types';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { findReturnCampaign, returnCampaign, type ReturnCampaign } from './return.rules';

export interface ReturnPlan {
  campaign: Pick<RunningCampaign, 'id' | 'name'>;
  form: PlannedTemplate;
}

/** What the caller's school asks of whoever returns. */
@Injectable()
export class ReturnPlans {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
  ) {}

  /** Now. @throws DomainError CAMPAIGN_NONE */
  async of(caller: Caller): Promise<ReturnCampaign & { now: Date }> {
    const now = this.clock.now();
    return { ...returnCampaign(await this.plans.planOf(caller.schoolId), caller, now), now };
  }

  /** Now; `asked` is null where nobody asks the caller. */
  async find(caller: Caller): Promise<{ now: Date; asked: ReturnCampaign | null }> {
    const now = this.clock.now();
    return { now, asked: findReturnCampaign(await this.plans.planOf(caller.schoolId), caller, now) };
  }

  /** The campaign of an application, which may be over or no longer the applicant's; the form is today's. @throws DomainError CAMPAIGN_NONE */
  async behind({ schoolId }: Caller, applicationId: string): Promise<ReturnPlan> {
    const [campaign]: ReturnPlan['campaign'][] = await this.database.query(
      `SELECT c.id, c.name FROM return_applications a
       JOIN campaigns c ON c.school_id = a.school_id AND c.id = a.campaign_id
       WHERE a.school_id = $1 AND a.id = $2`,
      [schoolId, applicationId],
    );
    const form = (await this.plans.planOf(schoolId)).forms.get(RETURN_FORM_KEY)?.published;
    if (!campaign || !form) {
      throw new DomainError('CAMPAIGN_NONE');
    }
    return { campaign, form };
  }
}
