/** All campuses keep Beijing time, wherever the phone is; there is no summer time. */
const CAMPUS_OFFSET_MS = 8 * 3600_000;
const DAY_MS = 86_400_000;
const two = (figure: number): string => String(figure).padStart(2, '0');
const campus = (instant: number): Date => new Date(instant + CAMPUS_OFFSET_MS);

/** The campus day of an instant, YYYY-MM-DD. */
export const campusDay = (instant: number): string => campus(instant).toISOString().slice(0, 10);

/** What a campus clock with seconds shows, HH:MM:SS. */
export const movingClock = (instant: number): string => campus(instant).toISOString().slice(11, 19);

/** The campus day `days` later, YYYY-MM-DD. */
export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** What a campus clock and calendar show at an instant. */
export const partsOf = (iso: string): { day: string; hour: number; minute: number } => {
  const local = campus(Date.parse(iso));
  return { day: local.toISOString().slice(0, 10), hour: local.getUTCHours(), minute: local.getUTCMinutes() };
};

/** 18:00 */
export const clockOf = (iso: string): string => {
  const { hour, minute } = partsOf(iso);
  return `${two(hour)}:${two(minute)}`;
};

/** The instant at which the campus clock shows this. @param day YYYY-MM-DD */
export const campusInstant = (day: string, hour: number, minute: number): string =>
  new Date(Date.parse(`${day}T${two(hour)}:${two(minute)}:00Z`) - CAMPUS_OFFSET_MS).toISOString();

/** Whole weeks, Monday to Sunday, from that of the first day to that of the last. */
export const weeksFrom = (first: string, last: string): string[][] => {
  const weeks: string[][] = [];
  for (let monday = dayLater(first, -weekdayOf(first)); monday <= last; monday = dayLater(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_day, place) => dayLater(monday, place)));
  }
  return weeks;
};

/** The month `months` later, YYYY-MM. */
export const monthLater = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + months;
  return `${Math.floor(count / 12)}-${two((count % 12) + 1)}`;
};

/** 0 for a month that begins on a Monday … 6 for a Sunday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

type TimeKey = 'time.today' | 'time.tomorrow' | 'time.yesterday' | 'time.date';
export interface TimeWords {
  key: TimeKey;
  facts: { clock: string; month: number; day: number };
}

/** How to say an instant on the campus clock: "today 18:00", "3/14 18:00". */
export const instantWords = (iso: string, now: number): TimeWords => {
  const instant = Date.parse(iso);
  const local = campus(instant);
  const facts = {
    clock: clockOf(iso),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
  };
  const day = campusDay(instant);
  const today = campusDay(now);
  if (day === today) {
    return { key: 'time.today', facts };
  }
  if (day === dayLater(today, 1)) {
    return { key: 'time.tomorrow', facts };
  }
  if (day === dayLater(today, -1)) {
    return { key: 'time.yesterday', facts };
  }
  return { key: 'time.date', facts };
};

export interface DurationWords {
  key: 'time.seconds' | 'time.minutes' | 'time.hours' | 'time.days';
  facts: { seconds: number; minutes: number; hours: number; days: number };
}

/** How to say what is left, never below zero. @param milliseconds until the instant */
export const durationWords = (milliseconds: number): DurationWords => {
  const all = Math.max(0, Math.floor(milliseconds / 1000));
  const facts = { seconds: all % 60, minutes: Math.floor(all / 60) % 60, hours: Math.floor(all / 3600), days: 0 };
  if (all < 60) {
    return { key: 'time.seconds', facts };
  }
  if (all < 3600) {
    return { key: 'time.minutes', facts };
  }
  if (all < 86_400) {
    return { key: 'time.hours', facts };
  }
  return { key: 'time.days', facts: { ...facts, days: Math.floor(all / 86_400), hours: Math.floor(all / 3600) % 24 } };
};
