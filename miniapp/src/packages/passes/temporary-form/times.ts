import type { TemporaryPassDesk } from '@shared/pass';
import { campusDay, campusInstant, dayLater, partsOf } from '@/words/campus-time';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = 15 * MINUTE_MS;
/** hours of the campus day between which nobody asks why somebody is about */
const DAYTIME = { from: 6, until: 22 };
const MORNING = 8;

export interface Span {
  startsAt: string;
  endsAt: string;
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** From an hour on, on a quarter, until the evening; late in the day the whole day after. */
export const usualSpan = (now: number): Span => {
  const start = iso(Math.ceil((now + HOUR_MS) / QUARTER_MS) * QUARTER_MS);
  const { day, hour } = partsOf(start);
  const isToday = day === campusDay(now) && hour >= DAYTIME.from && hour < DAYTIME.until - 1;
  if (isToday) {
    return { startsAt: start, endsAt: campusInstant(day, DAYTIME.until, 0) };
  }
  const next = hour < DAYTIME.from ? day : dayLater(campusDay(now), 1);
  return { startsAt: campusInstant(next, MORNING, 0), endsAt: campusInstant(next, DAYTIME.until, 0) };
};

/** A later beginning moves an end that would come before it, and the span stays as long as it was. */
export const beginningAt = ({ startsAt, endsAt }: Span, start: string): Span => {
  const length = Date.parse(endsAt) - Date.parse(startsAt);
  const isBackwards = Date.parse(endsAt) <= Date.parse(start);
  return { startsAt: start, endsAt: isBackwards ? iso(Date.parse(start) + length) : endsAt };
};

export type SpanFault = 'startPast' | 'startFar' | 'endPast' | 'backwards' | 'long';

/** As the server judges it. @param now by its clock */
export const spanFault = (
  { startsAt, endsAt }: Span,
  { longestDays, aheadDays }: Pick<TemporaryPassDesk['limits'], 'longestDays' | 'aheadDays'>,
  now: number,
): SpanFault | null => {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (start <= now - HOUR_MS) {
    return 'startPast';
  }
  if (start > now + aheadDays * DAY_MS) {
    return 'startFar';
  }
  if (end <= start) {
    return 'backwards';
  }
  if (end <= now) {
    return 'endPast';
  }
  return end - start > longestDays * DAY_MS ? 'long' : null;
};

/** Approvers look at these one by one. */
export const isUnusual = ({ startsAt, endsAt }: Span): boolean => {
  const [start, end] = [partsOf(startsAt), partsOf(endsAt)];
  const isAfterTen = end.hour > DAYTIME.until || (end.hour === DAYTIME.until && end.minute > 0);
  return start.day !== end.day || start.hour < DAYTIME.from || isAfterTen;
};
