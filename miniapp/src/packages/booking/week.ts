import { clockOf } from '@shared/campus-day';
import type { VenueWeek, Weekday } from '@shared/venue';
import { campusDay, campusInstant, dayLater, weekdayOf } from '@/words/campus-time';

const DAYS = 7;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

interface Span {
  from: number;
  until: number;
}

/** A campus day, and the hours that are left of it once what closes out of turn is taken away. */
export interface DayAhead {
  /** YYYY-MM-DD */
  day: string;
  weekday: Weekday;
  /** of the clock, in order: 07:00 … 22:30, or … 24:00 */
  spans: { opens: string; closes: string }[];
  isAllDay: boolean;
  isShortened: boolean;
}

type Times = Pick<VenueWeek, 'hours' | 'closures'>;

/** Hours that meet are one. */
const joined = (spans: Span[]): Span[] =>
  [...spans]
    .sort((one, other) => one.from - other.from)
    .reduce<Span[]>((all, span) => {
      const last = all.at(-1);
      return last && last.until >= span.from
        ? [...all.slice(0, -1), { from: last.from, until: Math.max(last.until, span.until) }]
        : [...all, span];
    }, []);

const without = (spans: Span[], closed: Span): Span[] =>
  spans.flatMap((span) =>
    [
      { from: span.from, until: Math.min(span.until, closed.from) },
      { from: Math.max(span.from, closed.until), until: span.until },
    ].filter(({ from, until }) => from < until),
  );

const dayOf = ({ hours, closures }: Times, day: string): DayAhead => {
  const weekday = (weekdayOf(day) + 1) as Weekday;
  const midnight = Date.parse(campusInstant(day, 0, 0));
  const minuteOf = (iso: string): number => Math.round((Date.parse(iso) - midnight) / MINUTE_MS);
  const usual = joined(
    hours.filter((one) => one.weekday === weekday).map(({ opens, closes }) => ({ from: opens, until: closes })),
  );
  const left = closures
    .map(({ from, until }) => ({ from: minuteOf(from), until: minuteOf(until) }))
    .reduce(without, usual);
  const long = (spans: Span[]): number => spans.reduce((sum, { from, until }) => sum + until - from, 0);
  return {
    ...{ day, weekday, spans: left.map(({ from, until }) => ({ opens: clockOf(from), closes: clockOf(until) })) },
    isAllDay: long(left) === DAY_MINUTES,
    isShortened: long(left) < long(usual),
  };
};

/** Today and the six days after it. @param now by the server's clock */
export const daysAhead = (times: Times, now: number): DayAhead[] =>
  Array.from({ length: DAYS }, (_day, ahead) => dayOf(times, dayLater(campusDay(now), ahead)));
