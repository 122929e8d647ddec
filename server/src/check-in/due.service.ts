import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { CheckInDue } from '@shared/check-in';
import { coversDay, isInAudience, nextOpening, shownWindow, windowsOf } from '@shared/check-in-window';
import { PlanService } from '../campaign/plan.service';
import type { Caller } from '../common/caller';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { runPrepared } from '../common/prepared';
import { reporterOf, windowViewOf } from './check-in.rules';
import { REPORTED_TODAY } from './check-in.sql';
import { receiptNumberOf } from './receipt-number';

interface ReportedRow {
  id: string;
  window_id: string;
  submitted_at: Date;
}

/** What a person owes now, in one line. */
@Injectable()
export class DueService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
  ) {}

  /** Null where no campaign asks anything of the person, now or next. */
  async dueOf(caller: Caller): Promise<CheckInDue | null> {
    const plan = await this.plans.planOf(caller.schoolId);
    const { campaign } = plan;
    const moment = campusMoment(this.clock.now(), plan.timeZone);
    if (!campaign || !coversDay(campaign, moment.day) || !isInAudience(campaign, caller.kind, caller.unitPath)) {
      return null;
    }
    const windows = windowsOf(plan.windows, reporterOf(caller));
    const rows = await runPrepared<ReportedRow>(this.database, REPORTED_TODAY, [caller.schoolId, caller.personId, moment.day]);
    const today = shownWindow(windows, moment.minute, new Set(rows.map(({ window_id }) => window_id)));
    const next = today ? null : nextOpening(windows, moment, campaign);
    const shown = today ? { ...today, day: moment.day } : next && { ...next, timing: 'upcoming' as const };
    if (!shown) {
      return null;
    }
    const reported = shown.day === moment.day ? rows.find(({ window_id }) => window_id === shown.window.id) : undefined;
    return {
      campaign: { id: campaign.id, name: campaign.name },
      day: shown.day,
      timing: shown.timing,
      window: windowViewOf(shown.window, shown.day, plan.timeZone),
      reported: reported
        ? {
            reportId: reported.id,
            receiptNumber: receiptNumberOf(reported.id),
            submittedAt: reported.submitted_at.toISOString(),
          }
        : null,
    };
  }
}
