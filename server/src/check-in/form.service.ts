import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Answers, CheckInForm, WindowRow } from '@shared/check-in';
import { fillableWindow, nextOpening, windowsOf, type CampusMoment } from '@shared/check-in-window';
import { PlanService } from '../campaign/plan.service';
import type { Plan, PlannedTemplate, RunningCampaign } from '../campaign/plan.types';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared } from '../common/prepared';
import { PersonService } from '../person/person.service';
import { campaignFor, windowViewOf, type Reporter } from './check-in.rules';
import { REPORTER_STATE } from './check-in.sql';
import { FormTickets } from './form-ticket';
import { receiptNumberOf } from './receipt-number';

interface EarlierReport {
  id: string;
  windowId: string;
  answers: Answers;
  submittedAt: string;
}

interface ReporterState {
  reported: EarlierReport[];
  last_answers: Record<string, Answers>;
}

/** Answers which form applies to a person now, with what is known already. */
@Injectable()
export class FormService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly tickets: FormTickets,
    private readonly people: PersonService,
  ) {}

  /** @throws DomainError CAMPAIGN_NONE; FORM_NOT_DUE with the instant at which the next window opens */
  async formFor(schoolId: string, reporter: Reporter): Promise<CheckInForm> {
    const now = this.clock.now();
    const plan = await this.plans.planOf(schoolId);
    const moment = campusMoment(now, plan.timeZone);
    const campaign = campaignFor(plan, reporter, moment);
    const windows = windowsOf(plan.windows, reporter);
    const [state] = await runPrepared<ReporterState>(this.database, REPORTER_STATE, [
      schoolId,
      reporter.personId,
      moment.day,
    ]);
    const reported = state?.reported ?? [];
    const choice = fillableWindow(windows, moment.minute, new Set(reported.map(({ windowId }) => windowId)));
    const template = choice && plan.forms.get(choice.window.formKey)?.published;
    if (!choice || !template) {
      throw notDue(plan, windows, moment, campaign);
    }
    const { window, timing } = choice;
    const earlier = reported.find(({ windowId }) => windowId === window.id);
    const opened = { personId: reporter.personId, windowId: window.id, day: moment.day, templateId: template.id };
    return {
      person: await this.people.cardOf(schoolId, reporter.personId),
      campaign: { id: campaign.id, name: campaign.name, legalGround: campaign.legalGround },
      day: moment.day,
      serverTime: now.toISOString(),
      timing,
      window: windowViewOf(window, moment.day, plan.timeZone),
      templateId: template.id,
      templateVersion: template.version,
      template: template.body,
      formTicket: this.tickets.issue(opened, now),
      prefill: factsOf(template, state?.last_answers[window.formKey] ?? {}),
      reported: earlier ? earlierOf(earlier) : null,
    };
  }
}

const earlierOf = ({ id, answers, submittedAt }: EarlierReport): CheckInForm['reported'] => ({
  reportId: id,
  receiptNumber: receiptNumberOf(id),
  answers,
  submittedAt: new Date(submittedAt).toISOString(),
});

const notDue = (plan: Plan, windows: WindowRow[], moment: CampusMoment, campaign: RunningCampaign): DomainError => {
  const next = nextOpening(windows, moment, campaign);
  return new DomainError(
    'FORM_NOT_DUE',
    next ? { details: { opensAt: windowViewOf(next.window, next.day, plan.timeZone).opensAt } } : {},
  );
};

/** What was answered last time to questions about facts; health is always asked anew. */
const factsOf = ({ body }: PlannedTemplate, last: Answers): Answers =>
  Object.fromEntries(
    body.fields.flatMap(({ key, prefill }): [string, Answers[string]][] => {
      const answer = last[key];
      return prefill === 'fact' && answer !== undefined ? [[key, answer]] : [];
    }),
  );
