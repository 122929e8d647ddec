import type { CoarseLocation, DayMark, ReportFlag, SubmitReport, WindowRow, WindowView } from '@shared/check-in';
import { coversDay, isInAudience, timingOf, windowsOf, type CampusMoment } from '@shared/check-in-window';
import type { TemplateBody } from '@shared/check-in-template';
import type { PersonKind, Presence } from '@shared/identity';
import type { Plan, PlannedTemplate, RunningCampaign } from '../campaign/plan.types';
import { campusMoment, instantOf } from '../common/campus-time';
import { DomainError } from '../common/domain-error';

/** Whom a report is about. */
export interface Reporter {
  personId: string;
  kind: PersonKind;
  presence: Presence;
  /** where they are, else where they belong */
  campusId: string;
  unitPath: string[];
}

interface Somebody extends Reporter {
  presenceCampusId: string | null;
}

/** A person as the rules see them. */
export const reporterOf = ({ personId, kind, presence, campusId, presenceCampusId, unitPath }: Somebody): Reporter => ({
  personId,
  kind,
  presence,
  campusId: presenceCampusId ?? campusId,
  unitPath,
});

export interface AdmittedWindow {
  campaign: RunningCampaign;
  /** all windows of the person */
  windows: WindowRow[];
  window: WindowRow;
  timing: 'open' | 'late';
}

/** The campaign that asks something of this person today. @throws DomainError CAMPAIGN_NONE */
export const campaignFor = (plan: Plan, reporter: Reporter, moment: CampusMoment): RunningCampaign => {
  const { campaign } = plan;
  if (!campaign || !coversDay(campaign, moment.day) || !isInAudience(campaign, reporter.kind, reporter.unitPath)) {
    throw new DomainError('CAMPAIGN_NONE');
  }
  return campaign;
};

/**
 * Whether a report for this day and window may be taken now.
 * @throws DomainError CAMPAIGN_NONE, DAY_NOT_OPEN, WINDOW_NOT_YOURS, WINDOW_NOT_OPEN
 */
export const admittedWindow = (
  plan: Plan,
  reporter: Reporter,
  report: Pick<SubmitReport, 'day' | 'windowId'>,
  now: Date,
): AdmittedWindow => {
  const moment = campusMoment(now, plan.timeZone);
  const campaign = campaignFor(plan, reporter, moment);
  if (report.day !== moment.day) {
    throw new DomainError('DAY_NOT_OPEN', { details: { today: moment.day } });
  }
  const windows = windowsOf(plan.windows, reporter);
  const window = windows.find(({ id }) => id === report.windowId);
  if (!window) {
    throw new DomainError('WINDOW_NOT_YOURS');
  }
  const timing = timingOf(window, moment.minute);
  if (timing === 'upcoming' || timing === 'over') {
    const { opensAt, lateUntil } = windowViewOf(window, moment.day, plan.timeZone);
    throw new DomainError('WINDOW_NOT_OPEN', { details: { opensAt, lateUntil } });
  }
  return { campaign, windows, window, timing };
};

/** The version of the window's form that the report was filled in with, while it is accepted; else null. */
export const acceptedTemplate = (
  plan: Plan,
  formKey: string,
  templateId: string,
  now: Date,
): PlannedTemplate | null => {
  const form = plan.forms.get(formKey);
  if (form?.published.id === templateId) {
    return form.published;
  }
  return form?.inGrace && form.inGrace.id === templateId && now < form.inGrace.until ? form.inGrace : null;
};

/** Fields of the present form that an older version did not have. */
export const newFields = (before: TemplateBody | null, present: TemplateBody): string[] =>
  present.fields.map(({ key }) => key).filter((key) => !before?.fields.some((field) => field.key === key));

/** @throws DomainError LOCATION_MISSING when there is neither a location nor a reason */
export const demandLocation = ({ location, noLocationReason }: SubmitReport): void => {
  if (!location && !noLocationReason?.trim()) {
    throw new DomainError('LOCATION_MISSING');
  }
};

/** Two decimals, about a kilometre: whatever the phone sent, nothing finer is kept. */
export const coarse = ({ latitude, longitude }: CoarseLocation): { latitude: number; longitude: number } => ({
  latitude: Math.round(latitude * 100) / 100,
  longitude: Math.round(longitude * 100) / 100,
});

export const flagsOf = (facts: {
  hasLocation: boolean;
  isLate: boolean;
  isProxy: boolean;
  isSharedDevice: boolean;
}): ReportFlag[] => [
  ...(facts.hasLocation ? [] : (['no_location'] as const)),
  ...(facts.isLate ? (['late'] as const) : []),
  ...(facts.isProxy ? (['proxy'] as const) : []),
  ...(facts.isSharedDevice ? (['shared_device'] as const) : []),
];

/** Escapes of NUL and of lone surrogates in JSON text: jsonb cannot hold them. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

export const isStorable = (json: string): boolean => !UNSTORABLE.test(json);

const keptViews = new WeakMap<WindowRow, Map<string, WindowView>>();
const MAX_VIEWS = 4;

/** A window on one day as instants. Today's and tomorrow's are kept with each window: every receipt shows them. */
export const windowViewOf = (window: WindowRow, day: string, timeZone: string): WindowView => {
  const views = keptViews.get(window) ?? new Map<string, WindowView>();
  const known = views.get(`${day} ${timeZone}`);
  if (known) {
    return known;
  }
  const view = {
    id: window.id,
    title: window.title,
    opensAt: instantOf(day, window.opensMinute, timeZone).toISOString(),
    closesAt: instantOf(day, window.closesMinute, timeZone).toISOString(),
    lateUntil: instantOf(day, window.lateUntilMinute, timeZone).toISOString(),
  };
  if (views.size >= MAX_VIEWS) {
    views.clear();
  }
  keptViews.set(window, views.set(`${day} ${timeZone}`, view));
  return view;
};

export interface Place {
  latitude: number;
  longitude: number;
  at: Date;
}

const EARTH_RADIUS_KM = 6371;
/** Faster than any airliner; under 100 km the rounding to a kilometre and phone clocks say nothing. */
const IMPOSSIBLE_KMH = 1000;
const TELLING_KM = 100;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance. */
export const kilometresBetween = (a: Place, b: Place): number => {
  const half =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
};

/** Whether nobody can have been at both places: a hint for the counsellor, never a refusal. */
export const isImpossibleTravel = (a: Place, b: Place): boolean => {
  const hours = Math.abs(b.at.getTime() - a.at.getTime()) / 3_600_000;
  const kilometres = kilometresBetween(a, b);
  return kilometres > TELLING_KM && kilometres > hours * IMPOSSIBLE_KMH;
};

/**
 * The mark of one day in the history: `windows` are the person's, `reportedIds` the windows reported that day.
 * Today only windows that have closed count as owed; one that is open and not yet reported makes the day `due`.
 */
export const dayMark = (
  span: { startsOn: string; endsOn: string } | null,
  windows: readonly WindowRow[],
  reportedIds: ReadonlySet<string>,
  day: string,
  now: CampusMoment,
): DayMark => {
  const isOwedDay = span !== null && coversDay(span, day) && day <= now.day;
  const owed = !isOwedDay ? [] : windows.filter(({ closesMinute }) => day < now.day || closesMinute <= now.minute);
  if (reportedIds.size < owed.length) {
    return reportedIds.size > 0 ? 'partly' : 'missing';
  }
  const isOpen = ({ id, opensMinute, closesMinute }: WindowRow): boolean =>
    opensMinute <= now.minute && now.minute < closesMinute && !reportedIds.has(id);
  if (isOwedDay && day === now.day && windows.some(isOpen)) {
    return 'due';
  }
  return reportedIds.size > 0 ? 'reported' : 'not_due';
};
