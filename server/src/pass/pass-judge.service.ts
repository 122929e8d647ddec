import { Injectable } from '@nestjs/common';
import { PlanService } from '../campaign/plan.service';
import { Clock } from '../common/clock';
import { PassPolicies } from './pass-policy.service';
import { passStatusOf, reportsFrom } from './pass.rules';
import type { PassRow } from './pass.sql';
import type { PassFacts, PassSetting, PassStanding } from './pass.types';

/** Judges passes by the clock, for whoever has read the facts. No statement of its own while the setting is fresh. */
@Injectable()
export class PassJudge {
  constructor(
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly policies: PassPolicies,
  ) {}

  async settingOf(schoolId: string): Promise<PassSetting> {
    const [policy, plan] = await Promise.all([this.policies.of(schoolId), this.plans.planOf(schoolId)]);
    return { policy, plan, reportsFrom: reportsFrom(plan, policy, this.clock.now()) };
  }

  /** As READ_PASS has read it. */
  standingOf(row: PassRow, setting: PassSetting): PassStanding {
    return this.statusOf(
      {
        ...{ state: row.state, kind: row.kind, presence: row.presence, campusId: row.campus_id },
        ...{ unitPath: row.unit_path, isHeld: row.holds > 0, reportedAt: row.reported_at },
        pass: row.pass_id === null ? null : { createdAt: row.created_at, endedAt: row.ended_at },
      },
      setting,
    );
  }

  statusOf(facts: PassFacts, setting: PassSetting): PassStanding {
    return passStatusOf(facts, setting, this.clock.now());
  }
}
