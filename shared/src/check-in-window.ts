import type { MinuteOfDay } from './campus-day';
import type { CampaignInput, FormTiming, WindowInput } from './check-in';
import type { PersonKind, Presence } from './identity';

/** A campus day (YYYY-MM-DD) and the minute of it. */
export interface CampusMoment {
  day: string;
  minute: MinuteOfDay;
}

/** What decides which windows are a person's: `campusId` is where they are, else where they belong. */
export interface WindowSubject {
  kind: PersonKind;
  presence: Presence;
  campusId: string;
}

export type WindowTiming = FormTiming | 'over';

type Audience = Pick<CampaignInput, 'audienceKinds' | 'audienceUnitIds'>;
type Span = Pick<CampaignInput, 'startsOn' | 'endsOn'>;
type Identified = WindowInput & { id: string };

export interface TimedWindow<W> {
  window: W;
  timing: FormTiming;
}

/** Campus days compare as text. */
export const coversDay = (span: Span, day: string): boolean => span.startsOn <= day && day <= span.endsOn;

/** Whether a campaign is for this kind of person in this unit; `unitPath` runs from the root down. */
export const isInAudience = (audience: Audience, kind: PersonKind, unitPath: readonly string[]): boolean =>
  audience.audienceKinds.includes(kind) &&
  (audience.audienceUnitIds.length === 0 || audience.audienceUnitIds.some((id) => unitPath.includes(id)));

/** The windows of one person in the order in which they open; a campus window takes the place of the school-wide one of its form. */
export const windowsOf = <W extends WindowInput>(windows: readonly W[], subject: WindowSubject): W[] => {
  const fitting = windows.filter(
    (window) =>
      window.kind === subject.kind &&
      (window.presence === null || window.presence === subject.presence) &&
      (window.campusId === null || window.campusId === subject.campusId),
  );
  const ownForms = new Set(fitting.filter(({ campusId }) => campusId !== null).map(({ formKey }) => formKey));
  return fitting
    .filter(({ campusId, formKey }) => campusId !== null || !ownForms.has(formKey))
    .sort((a, b) => a.opensMinute - b.opensMinute || a.closesMinute - b.closesMinute);
};

export const timingOf = (window: WindowInput, minute: MinuteOfDay): WindowTiming => {
  if (minute < window.opensMinute) {
    return 'upcoming';
  }
  if (minute < window.closesMinute) {
    return 'open';
  }
  return minute < window.lateUntilMinute ? 'late' : 'over';
};

const firstOf = <W extends Identified>(
  windows: readonly W[],
  minute: MinuteOfDay,
  wishes: readonly [FormTiming, (window: W) => boolean][],
): TimedWindow<W> | null => {
  for (const [timing, suits] of wishes) {
    const window = windows.find((one) => timingOf(one, minute) === timing && suits(one));
    if (window) {
      return { window, timing };
    }
  }
  return null;
};

/** The window whose form can be filled in now: what is still owed first, then what may be corrected. */
export const fillableWindow = <W extends Identified>(
  windows: readonly W[],
  minute: MinuteOfDay,
  reportedIds: ReadonlySet<string>,
): TimedWindow<W> | null => {
  const isOwed = ({ id }: W): boolean => !reportedIds.has(id);
  const any = (): boolean => true;
  return firstOf(windows, minute, [
    ['open', isOwed],
    ['late', isOwed],
    ['open', any],
    ['late', any],
  ]);
};

/** The window that the home page speaks of today: owed, open for correction, or the next one. */
export const shownWindow = <W extends Identified>(
  windows: readonly W[],
  minute: MinuteOfDay,
  reportedIds: ReadonlySet<string>,
): TimedWindow<W> | null => {
  const isOwed = ({ id }: W): boolean => !reportedIds.has(id);
  const any = (): boolean => true;
  return firstOf(windows, minute, [
    ['open', isOwed],
    ['late', isOwed],
    ['open', any],
    ['upcoming', any],
  ]);
};

/** YYYY-MM-DD of the day after. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first window that opens after this moment, today or on the next day of the campaign. */
export const nextOpening = <W extends WindowInput>(
  windows: readonly W[],
  moment: CampusMoment,
  span: Span,
): { day: string; window: W } | null => {
  const day = moment.day < span.startsOn ? dayAfter(span.startsOn, -1) : moment.day;
  const today = day === moment.day ? windows.find(({ opensMinute }) => opensMinute > moment.minute) : undefined;
  if (today && coversDay(span, day)) {
    return { day, window: today };
  }
  const tomorrow = dayAfter(day);
  const first = windows[0];
  return first && coversDay(span, tomorrow) ? { day: tomorrow, window: first } : null;
};

/**
 * The window by which a counsellor counts reported and missing on `day`: the one that opened last.
 * Null before the first one opens and on days to come.
 */
export const countedWindow = <W extends WindowInput>(
  windows: readonly W[],
  day: string,
  now: CampusMoment,
): W | null => {
  if (day > now.day) {
    return null;
  }
  const opened = day < now.day ? windows : windows.filter(({ opensMinute }) => opensMinute <= now.minute);
  return opened.at(-1) ?? null;
};
