import type { Bilingual } from './bilingual';
import type { TemplateBody } from './check-in-template';
import type { PersonCard, PersonKind, Presence } from './identity';
import type { MinuteOfDay } from './campus-day';

export type Answers = Record<string, string | number | boolean | string[]>;

/** Temperatures are integer tenths of a degree Celsius everywhere; 373 is the default fever line. */
export const TEMPERATURE = { min: 340, max: 430, fever: 373 } as const;

/** Coarse by design: two decimals are about a kilometre. */
export interface CoarseLocation {
  latitude: number;
  longitude: number;
  /** metres, as the phone says */
  accuracy: number;
}

export interface SubmitReport {
  windowId: string;
  /** campus day, YYYY-MM-DD */
  day: string;
  templateId: string;
  /** proves that this form was opened by this person; comes with the form */
  formTicket: string;
  answers: Answers;
  location?: CoarseLocation;
  /** said by hand when there is no location */
  noLocationReason?: string;
  lateReason?: string;
}

export const REPORT_FLAGS = ['no_location', 'late', 'proxy', 'shared_device', 'impossible_travel'] as const;
export type ReportFlag = (typeof REPORT_FLAGS)[number];

export interface WindowView {
  id: string;
  title: Bilingual;
  opensAt: string;
  closesAt: string;
  /** until when a late report with a reason is taken */
  lateUntil: string;
}

export interface OpenedCase {
  id: string;
  title: Bilingual;
  dueAt: string;
}

export interface ReportReceipt {
  reportId: string;
  receiptNumber: string;
  version: number;
  submittedAt: string;
  window: WindowView;
  flags: ReportFlag[];
  cases: OpenedCase[];
  nextWindow: WindowView | null;
}

export type FormTiming = 'open' | 'late' | 'upcoming';

/** The one form that applies to this person now. */
export interface CheckInForm {
  person: PersonCard;
  campaign: { id: string; name: Bilingual; legalGround: Bilingual };
  day: string;
  serverTime: string;
  timing: FormTiming;
  window: WindowView;
  templateId: string;
  templateVersion: number;
  template: TemplateBody;
  formTicket: string;
  /** facts of the last report, never health answers */
  prefill: Answers;
  /** when this window was already reported: sending again corrects it */
  reported: { reportId: string; receiptNumber: string; answers: Answers; submittedAt: string } | null;
}

/** A line of the home page: what is owed today. */
export interface CheckInDue {
  campaign: { id: string; name: Bilingual };
  day: string;
  timing: FormTiming;
  window: WindowView;
  reported: { reportId: string; receiptNumber: string; submittedAt: string } | null;
}

export type DayMark = 'reported' | 'partly' | 'missing' | 'due' | 'not_due';

export interface HistoryReport {
  id: string;
  receiptNumber: string;
  window: Bilingual;
  submittedAt: string;
  version: number;
  flags: ReportFlag[];
}

export interface HistoryDay {
  day: string;
  mark: DayMark;
  reports: HistoryReport[];
}

export interface HistoryMonth {
  /** YYYY-MM */
  month: string;
  campaign: { name: Bilingual; startsOn: string; endsOn: string } | null;
  days: HistoryDay[];
}

export interface ReportVersionView {
  version: number;
  answers: Answers;
  submittedAt: string;
  byProxy: boolean;
  /** the form that this version answered, where it is another than the report's present one */
  template: TemplateBody | null;
}

export interface ReportView extends HistoryReport {
  day: string;
  /** who sent the present version for somebody without a phone */
  proxy: { number: string; name: string } | null;
  template: TemplateBody;
  versions: ReportVersionView[];
  cases: OpenedCase[];
}

// — campaigns and windows, for administrators —

export const CAMPAIGN_STATES = ['draft', 'running', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];
export const CAMPAIGN_NEXT: Record<CampaignState, readonly CampaignState[]> = {
  draft: ['running'],
  running: ['ended'],
  ended: [],
};

export interface CampaignInput {
  name: Bilingual;
  legalGround: Bilingual;
  /** campus days, YYYY-MM-DD, both inclusive */
  startsOn: string;
  endsOn: string;
  /** the last day of the answers: they are deleted the day after */
  retainUntil: string;
  audienceKinds: PersonKind[];
  /** empty: the whole school */
  audienceUnitIds: string[];
}

export interface CampaignView extends CampaignInput {
  id: string;
  state: CampaignState;
}

/** When which form is owed by whom; a window of one campus takes the place of the school-wide one of the same form. */
export interface WindowInput {
  formKey: string;
  title: Bilingual;
  kind: PersonKind;
  presence: Presence | null;
  campusId: string | null;
  opensMinute: MinuteOfDay;
  closesMinute: MinuteOfDay;
  lateUntilMinute: MinuteOfDay;
}

export interface WindowRow extends WindowInput {
  id: string;
}
