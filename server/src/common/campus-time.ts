import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import type { MinuteOfDay } from '@shared/campus-day';
import type { CampusMoment } from '@shared/check-in-window';

dayjs.extend(utc);
dayjs.extend(timezone);

const midnights = new Map<string, number>();
const MAX_MIDNIGHTS = 2_000;

const midnightOf = (day: string, timeZone: string): number => {
  const key = `${day} ${timeZone}`;
  const known = midnights.get(key);
  if (known !== undefined) {
    return known;
  }
  if (midnights.size >= MAX_MIDNIGHTS) {
    midnights.clear();
  }
  const midnight = dayjs.tz(`${day} 00:00`, timeZone).valueOf();
  midnights.set(key, midnight);
  return midnight;
};

/** The instant at which a minute of a campus day begins; minute 1440 is the next midnight. */
export const instantOf = (day: string, minute: MinuteOfDay, timeZone: string): Date =>
  new Date(midnightOf(day, timeZone) + minute * 60_000);

const moments = new Map<string, CampusMoment>();
const MAX_MOMENTS = 2_000;

/**
 * Campus day and minute at an instant. Zones differ by whole minutes, so the answer for a minute is kept: reading a zone
 * costs more than the rest of a report's rules together.
 */
export const campusMoment = (at: Date, timeZone: string): CampusMoment => {
  const key = `${Math.floor(at.getTime() / 60_000)} ${timeZone}`;
  const known = moments.get(key);
  if (known !== undefined) {
    return known;
  }
  if (moments.size >= MAX_MOMENTS) {
    moments.clear();
  }
  const local = dayjs(at).tz(timeZone);
  const moment = { day: local.format('YYYY-MM-DD'), minute: local.hour() * 60 + local.minute() };
  moments.set(key, moment);
  return moment;
};

/** The school's calendar day at an instant, YYYY-MM-DD. */
export const campusDay = (at: Date, timeZone: string): string => campusMoment(at, timeZone).day;

/** Minutes since the school's midnight at an instant. */
export const campusMinute = (at: Date, timeZone: string): MinuteOfDay => campusMoment(at, timeZone).minute;
