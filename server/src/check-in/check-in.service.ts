import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { FollowUpRule, TemplateBody } from '@shared/check-in-template';
import type { ReportReceipt, SubmitReport } from '@shared/check-in';
import { nextOpening } from '@shared/check-in-window';
import { PlanService } from '../campaign/plan.service';
import type { Plan, PlannedTemplate } from '../campaign/plan.types';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { bodyHash } from '../common/idempotency';
import { runPrepared } from '../common/prepared';
import {
  acceptedTemplate,
  admittedWindow,
  coarse,
  demandLocation,
  flagsOf,
  isStorable,
  newFields,
  windowViewOf,
  type AdmittedWindow,
  type Reporter,
} from './check-in.rules';
import type { Outcome, Sender } from './check-in.types';
import { EARLIER_RECEIPT, IS_REPORTED, SUBMIT_REPORT } from './check-in.sql';
import { FormTickets } from './form-ticket';
import { receiptNumberOf } from './receipt-number';
import { ReportFollowUps } from './report-follow-ups.service';

/** Takes reports: one per person, day and window; sending again corrects it. */
@Injectable()
export class CheckInService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly tickets: FormTickets,
    private readonly followUps: ReportFollowUps,
  ) {}

  /**
   * Two statements at most for a report that needs no follow-up, the session's included.
   * @throws DomainError of admission, FORM_TICKET_INVALID, TEMPLATE_OUTDATED, LOCATION_MISSING, ANSWERS_INVALID,
   * LATE_REASON_MISSING, IDEMPOTENCY_KEY_REUSED, TOO_MANY_REQUESTS after twenty versions
   */
  async submit(sender: Sender, reporter: Reporter, key: string, report: SubmitReport): Promise<ReportReceipt> {
    const hash = bodyHash(report);
    try {
      return await this.take(sender, reporter, key, report, hash);
    } catch (error) {
      return this.firstReceipt(error, [sender.schoolId, sender.personId, key], hash);
    }
  }

  private async take(
    sender: Sender,
    reporter: Reporter,
    key: string,
    report: SubmitReport,
    hash: Buffer,
  ): Promise<ReportReceipt> {
    const now = this.clock.now();
    const plan = await this.plans.planOf(sender.schoolId);
    const admitted = admittedWindow(plan, reporter, report, now);
    if (!this.tickets.isGenuine(report.formTicket, { ...report, personId: reporter.personId })) {
      throw new DomainError('FORM_TICKET_INVALID');
    }
    const template = await this.templateOf(plan, admitted, report.templateId, now);
    demandLocation(report);
    const answers = demandAnswers(template, report);
    if (admitted.timing === 'late' && !report.lateReason?.trim()) {
      await this.demandEarlierReport(sender.schoolId, reporter.personId, report);
    }
    const rules = template.compiled.matchingRules(report.answers);
    const values = valuesOf({
      sender,
      reporter,
      key,
      report,
      plan,
      admitted,
      answers,
      hash,
      now,
      isAbnormal: rules.length > 0,
    });
    const outcome = await this.store(sender, reporter, report, key, values, rules);
    if (outcome.body_hash !== null && !outcome.body_hash.equals(hash)) {
      throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    }
    return receiptOf(outcome);
  }

  /** A phone that missed the answer repeats the report, perhaps after the window closed: it gets its receipt. */
  private async firstReceipt(refusal: unknown, keyParts: string[], hash: Buffer): Promise<ReportReceipt> {
    if (!(refusal instanceof DomainError) || refusal.status >= 500) {
      throw refusal;
    }
    const [earlier] = await runPrepared<Outcome>(this.database, EARLIER_RECEIPT, keyParts);
    if (!earlier?.body_hash?.equals(hash)) {
      throw refusal;
    }
    return receiptOf(earlier);
  }

  private async store(
    sender: Sender,
    reporter: Reporter,
    report: SubmitReport,
    key: string,
    values: unknown[],
    rules: FollowUpRule[],
  ): Promise<Outcome> {
    const isPlain = rules.length === 0 && sender.personId === reporter.personId;
    try {
      const [outcome] = isPlain
        ? await runPrepared<Outcome>(this.database, SUBMIT_REPORT, values)
        : [await this.followUps.store(sender, reporter, report, key, values, rules)];
      return outcome as Outcome;
    } catch (error) {
      return this.afterRace(error, [sender.schoolId, sender.personId, key]);
    }
  }

  /** The same key was answered while this request waited, or the report was corrected too often. */
  private async afterRace(error: unknown, keyParts: string[]): Promise<Outcome> {
    const constraint = violatedConstraint(error);
    if (constraint === 'check_in_reports_version_check') {
      throw new DomainError('TOO_MANY_REQUESTS');
    }
    if (constraint !== 'idempotency_keys_pkey') {
      throw error;
    }
    const [earlier] = await runPrepared<Outcome>(this.database, EARLIER_RECEIPT, keyParts);
    if (!earlier) {
      throw error;
    }
    return earlier;
  }

  private async templateOf(
    plan: Plan,
    { window }: AdmittedWindow,
    templateId: string,
    now: Date,
  ): Promise<PlannedTemplate> {
    const accepted = acceptedTemplate(plan, window.formKey, templateId, now);
    if (accepted) {
      return accepted;
    }
    const present = plan.forms.get(window.formKey)?.published.body;
    const [old]: { body: TemplateBody }[] = await this.database.query(
      'SELECT body FROM check_in_templates WHERE school_id = $1 AND id = $2 AND form_key = $3',
      [plan.schoolId, templateId, window.formKey],
    );
    throw new DomainError('TEMPLATE_OUTDATED', {
      details: { newFields: present ? newFields(old?.body ?? null, present) : [] },
    });
  }

  private async demandEarlierReport(schoolId: string, personId: string, report: SubmitReport): Promise<void> {
    const reported = await runPrepared(this.database, IS_REPORTED, [schoolId, personId, report.day, report.windowId]);
    if (reported.length === 0) {
      throw new DomainError('LATE_REASON_MISSING');
    }
  }
}

const receiptOf = ({ answer }: Outcome): ReportReceipt => ({
  ...answer,
  receiptNumber: receiptNumberOf(answer.reportId),
});

/** @returns the answers as JSON. @throws DomainError ANSWERS_INVALID with path, rule and bound of each fault */
const demandAnswers = (template: PlannedTemplate, { answers }: SubmitReport): string => {
  const fields = template.compiled.faults(answers);
  if (fields.length > 0) {
    throw new DomainError('ANSWERS_INVALID', { fields });
  }
  const json = JSON.stringify(answers);
  if (!isStorable(json)) {
    throw new DomainError('ANSWERS_INVALID', { fields: [{ path: '', rule: 'text' }] });
  }
  return json;
};

interface Facts {
  sender: Sender;
  reporter: Reporter;
  key: string;
  report: SubmitReport;
  plan: Plan;
  admitted: AdmittedWindow;
  answers: string;
  hash: Buffer;
  now: Date;
  isAbnormal: boolean;
}

/** In the order of SUBMIT_REPORT. */
const valuesOf = (facts: Facts): unknown[] => {
  const { sender, reporter, report, admitted, now } = facts;
  const isProxy = sender.personId !== reporter.personId;
  const place = report.location ? coarse(report.location) : null;
  const flags = flagsOf({
    hasLocation: place !== null,
    isLate: admitted.timing === 'late',
    isProxy,
    isSharedDevice: sender.sharedDevice,
  });
  return [
    ...[sender.schoolId, sender.personId, facts.key, facts.hash, receiptFrame(facts), now.toISOString()],
    ...[report.day, newId(), reporter.personId, admitted.campaign.id, report.windowId, report.templateId],
    ...[facts.answers, facts.isAbnormal, flags, place?.latitude ?? null, place?.longitude ?? null],
    ...[report.noLocationReason ?? null, admitted.timing === 'late' ? (report.lateReason ?? null) : null],
    ...[isProxy ? sender.personId : null, newId()],
  ];
};

/** The receipt but for the report's id, version and flags, which only the statement knows. */
const receiptFrame = ({ report, plan, admitted, now }: Facts): string => {
  const { windows, window, campaign } = admitted;
  const next = nextOpening(windows, campusMoment(now, plan.timeZone), campaign);
  return JSON.stringify({
    submittedAt: now.toISOString(),
    window: windowViewOf(window, report.day, plan.timeZone),
    nextWindow: next && windowViewOf(next.window, next.day, plan.timeZone),
    cases: [],
  });
};
