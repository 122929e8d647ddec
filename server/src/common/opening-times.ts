import type { Bilingual } from '@shared/bilingual';
import { dayAfter } from '@shared/check-in-window';
import type { OpeningHours, Weekday } from '@shared/venue';
import { campusDay, instantOf } from './campus-time';

/** Closed out of turn, between two instants. */
export interface Closure {
  startsAt: Date;
  endsAt: Date;
  reason: Bilingual;
}

/** What says whether a venue is open. */
export interface VenueTimes {
  timeZone: string;
  hours: readonly OpeningHours[];
  closures: readonly Closure[];
}

const DAY_MINUTES = 1440;
/** how far ahead somebody is told when a venue opens next */
const DAYS_AHEAD = 7;

/** How a venue stands at an instant. */
export interface Openness {
  isOpen: boolean;
  /** when it closes while open, when it opens next while closed; null: not within a week */
  changesAt: Date | null;
  closedFor: Bilingual | null;
}

interface Span {
  from: number;
  until: number;
}

/** From 1, Monday, to 7, Sunday. @param day YYYY-MM-DD */
export const weekdayOf = (day: string): Weekday => {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return (sundayFirst === 0 ? 7 : sundayFirst) as Weekday;
};

/** Hours that a week can have: each ends after it begins, within its day, and none overlaps another. */
export const areHoursPossible = (hours: readonly OpeningHours[]): boolean =>
  hours.every(
    ({ weekday, opens, closes }, index) =>
      opens < closes &&
      closes <= DAY_MINUTES &&
      hours.every(
        (other, place) =>
          place === index || other.weekday !== weekday || closes <= other.opens || other.closes <= opens,
      ),
  );

/** Open times from yesterday to a week ahead, in order; hours that meet are one. */
const openSpans = ({ hours, timeZone }: VenueTimes, now: Date): Span[] => {
  const first = dayAfter(campusDay(now, timeZone), -1);
  const spans: Span[] = [];
  for (let ahead = 0; ahead <= DAYS_AHEAD + 1; ahead += 1) {
    const day = dayAfter(first, ahead);
    const weekday = weekdayOf(day);
    const ofDay = hours.filter((one) => one.weekday === weekday).sort((a, b) => a.opens - b.opens);
    for (const { opens, closes } of ofDay) {
      const from = instantOf(day, opens, timeZone).getTime();
      const until = instantOf(day, closes, timeZone).getTime();
      const last = spans.at(-1);
      if (last && last.until >= from) {
        last.until = until;
      } else {
        spans.push({ from, until });
      }
    }
  }
  return spans;
};

/** The time around an instant through which the hours of the week keep a venue open, or null. */
export const openSpanAt = (times: Omit<VenueTimes, 'closures'>, now: Date): { from: number; until: number } | null => {
  const at = now.getTime();
  return openSpans({ ...times, closures: [] }, now).find(({ from, until }) => from <= at && at < until) ?? null;
};

const without = (spans: readonly Span[], closure: Closure): Span[] => {
  const [from, until] = [closure.startsAt.getTime(), closure.endsAt.getTime()];
  return spans.flatMap((span) =>
    [
      { from: span.from, until: Math.min(span.until, from) },
      { from: Math.max(span.from, until), until: span.until },
    ].filter((part) => part.from < part.until),
  );
};

const covers = ({ startsAt, endsAt }: Closure, now: Date): boolean => startsAt <= now && now < endsAt;

/** The closure out of turn that an instant falls into. */
export const closureAt = (closures: readonly Closure[], now: Date): Closure | null =>
  closures.find((closure) => covers(closure, now)) ?? null;

/** By the hours of the week and what closes it out of turn. */
export const opennessAt = (times: VenueTimes, now: Date): Openness => {
  const spans = times.closures.reduce<Span[]>(without, openSpans(times, now));
  const at = now.getTime();
  const current = spans.find(({ from, until }) => from <= at && at < until);
  const closure = closureAt(times.closures, now);
  if (current) {
    return { isOpen: true, changesAt: new Date(current.until), closedFor: null };
  }
  const next = spans.find(({ from }) => from > at);
  return { isOpen: false, changesAt: next ? new Date(next.from) : null, closedFor: closure?.reason ?? null };
};

/** When it is closed, from yesterday on, in order: each from its first instant until it opens. */
export const closedSpans = (times: VenueTimes, now: Date): { from: Date; until: Date }[] => {
  const open = times.closures.reduce<Span[]>(without, openSpans(times, now)).sort((a, b) => a.from - b.from);
  const first = dayAfter(campusDay(now, times.timeZone), -1);
  const edges = [
    instantOf(first, 0, times.timeZone).getTime(),
    ...open.flatMap(({ from, until }) => [from, until]),
    instantOf(dayAfter(first, DAYS_AHEAD + 2), 0, times.timeZone).getTime(),
  ];
  const gaps = edges.flatMap((from, index) => (index % 2 === 0 ? [{ from, until: edges[index + 1] ?? from }] : []));
  return gaps
    .filter(({ from, until }) => from < until)
    .map(({ from, until }) => ({ from: new Date(from), until: new Date(until) }));
};

export const isOpenAt = (times: VenueTimes, now: Date): boolean => opennessAt(times, now).isOpen;
