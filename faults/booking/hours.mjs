/** @typedef {{ weekday: number, opens: number, closes: number }} Hours minutes of the campus day */

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** @param {number} at @param {string} timeZone @returns {{ weekday: number, minute: number }} */
export function campusMinute(at, timeZone) {
  const clock = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone };
  const format = new Intl.DateTimeFormat('en', /** @type {Intl.DateTimeFormatOptions} */ (clock));
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: DAYS.indexOf(String(parts.weekday)) + 1, minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** Written apart from the product's own. @param {Hours[]} hours @param {number} at @param {string} timeZone */
export function isOpenBy(hours, at, timeZone) {
  const { weekday, minute } = campusMinute(at, timeZone);
  return hours.some((one) => one.weekday === weekday && one.opens <= minute && minute < one.closes);
}

/** Hours of a week that is shut today and tomorrow. @param {number} at @param {string} timeZone @returns {Hours[]} */
export const otherDays = (at, timeZone) => [
  { weekday: ((campusMinute(at, timeZone).weekday + 2) % 7) + 1, opens: 480, closes: 1320 },
];
