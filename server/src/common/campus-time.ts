import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import type { MinuteOfDay } from '@shared/campus-day';
import type { CampusMoment } from '@shared/check-in-window';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The school's calendar day at an instant, YYYY-MM-DD. */
export const campusDay = (at: Date, timeZone: string): string => dayjs(at).tz(timeZone).format('YYYY-MM-DD');

/** Minutes since the school's midnight at an instant. */
export const campusMinute = (at: Date, timeZone: string): MinuteOfDay => {
  const local = dayjs(at).tz(timeZone);
  return local.hour() * 60 + local.minute();
};

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

const lastMoments = new Map<string, { epochMinute: number; moment: CampusMoment }>();

/**
 * Campus day and minute at an instant. Zones differ by whole minutes, so the answer of one minute is kept
 * per zone: reading a zone costs more than the rest of a report's rules together.
 */
export const campusMoment = (at: Date, timeZone: string): CampusMoment => {
  const epochMinute = Math.floor(at.getTime() / 60_000);
  const last = lastMoments.get(timeZone);
  if (last?.epochMinute === epochMinute) {
    return last.moment;
  }
  const moment = { day: campusDay(at, timeZone), minute: campusMinute(at, timeZone) };
  lastMoments.set(timeZone, { epochMinute, moment });
  return moment;
};
