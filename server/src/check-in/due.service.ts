import { Injectable } from '@nestjs/common';
import type { CheckInDue } from '@shared/check-in';
import { coversDay, isInAudience, nextOpening, shownWindow, windowsOf } from '@shared/check-in-window';
import { PlanService } from '../campaign/plan.service';
import type { Caller } from '../common/caller';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { reporterOf, windowViewOf } from './check-in.rules';
import { receiptNumberOf } from './receipt-number';

/** A report of today, as the home page's statement finds it. */
export interface ReportedToday {
  id: string;
  windowId: string;
  submittedAt: string;
}

/** What a person owes now, in one line. */
@Injectable()
export class DueService {
  constructor(
    private readonly clock: Clock,
    private readonly plans: PlanService,
  ) {}

  /** @param reported the caller's reports of today. Null where no campaign asks anything of the person, now or next. */
  async dueOf(caller: Caller, reportedToday: readonly ReportedToday[]): Promise<CheckInDue | null> {
    const plan = await this.plans.planOf(caller.schoolId);
    const { campaign } = plan;
    const moment = campusMoment(this.clock.now(), plan.timeZone);
    if (!campaign || !coversDay(campaign, moment.day) || !isInAudience(campaign, caller.kind, caller.unitPath)) {
      return null;
    }
    const windows = windowsOf(plan.windows, reporterOf(caller));
    const today = shownWindow(windows, moment.minute, new Set(reportedToday.map(({ windowId }) => windowId)));
    const next = today ? null : nextOpening(windows, moment, campaign);
    const shown = today ? { ...today, day: moment.day } : next && { ...next, timing: 'upcoming' as const };
    if (!shown) {
      return null;
    }
    const reported =
      shown.day === moment.day ? reportedToday.find(({ windowId }) => windowId === shown.window.id) : undefined;
    return {
      campaign: { id: campaign.id, name: campaign.name },
      day: shown.day,
      timing: shown.timing,
      window: windowViewOf(shown.window, shown.day, plan.timeZone),
      reported: reported
        ? {
            reportId: reported.id,
            receiptNumber: receiptNumberOf(reported.id),
            submittedAt: new Date(reported.submittedAt).toISOString(),
          }
        : null,
    };
  }
}
