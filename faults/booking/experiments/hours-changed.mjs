import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, holdMany } from '../../../bench/booking/venues.mjs';
import { personId } from '../../../bench/rig/campus.mjs';
import { atLeast, atMost } from '../../../bench/rig/verdict.mjs';
import { waitUntil } from '../../../bench/rig/waiting.mjs';
import { otherDays } from '../hours.mjs';
import { changeVenue } from './administrator.mjs';

/** @typedef {import('../world.mjs').BookingWorld} World @typedef {import('../calls.mjs').Calls} Calls */

const LONG_MS = 15 * 60_000;
/** A server that had the hours in its memory has read them again. */
const READ_AGAIN_MS = 6_000;
/** These run out while it is shut. */
const SHORT = 2;
const SHORT_MS = 9_000;
const WAITING = 5;
const PRESSES = 20;

/**
 * A full venue with people who wait is shut by its hours from one moment to the next: who has booked keeps the place and
 * comes in, a place that comes back goes to nobody, whoever waits is told, and nobody has missed what ran out meanwhile; and
 * all as before once it is open again.
 * @param {World} world @param {Calls} calls @param {{ venue: number, capacity: number, first: number }} options
 */
export async function hoursChanged(world, calls, { venue, capacity, first }) {
  const { rig, ports } = world;
  const [longer, now] = [capacity - SHORT, Date.now()];
  await holdMany(rig.observer, { hall: venue, first, count: longer, expiresAt: new Date(now + LONG_MS) });
  const shortly = { hall: venue, first: first + longer, count: SHORT, expiresAt: new Date(now + SHORT_MS) };
  await holdMany(rig.observer, shortly);
  const wanting = first + capacity;
  const waiters = Array.from({ length: WAITING }, (_, at) => personId(wanting + at));
  for (let at = 0; at < WAITING; at++) {
    await calls.join(ports[at % 2], wanting + at, venue);
  }
  const before = await standing(rig, venue, waiters);
  const hours = otherDays(Date.now(), rig.campus.timeZone);
  /** @type {unknown} */
  let usual;
  const shut = await changeVenue(calls, ports[0], venue, (input) => {
    usual = input.hours;
    return { ...input, hours };
  });
  await sleep(READ_AGAIN_MS);
  const held = before.bookings.filter(({ expires_at }) => expires_at.getTime() > now + SHORT_MS);
  const [gone, comes] = held;
  const cancelled = await calls.cancel(ports[1], numberOf(gone, first, capacity), gone.id);
  const pressed = await Promise.all(
    Array.from({ length: PRESSES }, (_, at) => calls.book(ports[at % 2], wanting + WAITING + at, venue)),
  );
  const scanned = await calls.scan(ports[0], world.doors(venue)[0], numberOf(comes, first, capacity));
  await sleep(Math.max(0, now + SHORT_MS - Date.now()));
  const isOver = async () => (await standing(rig, venue, waiters)).bookings.filter(isExcused).length === SHORT;
  await waitUntil('what ran out meanwhile is over', isOver, READ_AGAIN_MS);
  await waitUntil('nobody waits', async () => (await standing(rig, venue, waiters)).waiting === 0, READ_AGAIN_MS);
  const after = await standing(rig, venue, waiters);
  const opened = await changeVenue(calls, ports[1], venue, (input) => ({ ...input, hours: usual }));
  await sleep(READ_AGAIN_MS);
  const again = await calls.book(ports[0], wanting, venue);
  const kept = held.slice(2);
  const moved = kept.filter(({ id, expires_at }) => {
    const stands = after.bookings.find((one) => one.id === id);
    return stands?.state !== 'held' || String(stands.expires_at) !== String(expires_at);
  });
  const won = pressed.filter(({ status }) => status > 0 && status < 300).length;
  console.log(`  ${kept.length} keep their places, ${won} booked while it was shut, ${after.told} of ${WAITING} told`);
  return [
    atMost(
      'hours changed: answers to the administrator and to who cancelled that are not 200',
      [shut, cancelled, opened].filter(({ status }) => status !== 200).length,
      0,
    ),
    atLeast('hours changed: people who waited', before.waiting, WAITING),
    atMost('hours changed: bookings that did not stay as they were', moved.length, 0),
    atMost('hours changed: presses that were not told that it is closed', countOther(pressed, 'VENUE_CLOSED'), 0),
    atMost(
      'hours changed: places given to anybody while it was shut',
      after.bookings.length - before.bookings.length,
      0,
    ),
    atLeast('hours changed: whoever has booked comes in', scanned.body?.verdict === 'admitted' ? 1 : 0, 1),
    atMost('hours changed: people who waited and were not told', WAITING - after.told, 0),
    atMost('hours changed: breaches', after.breaches, 0),
    atLeast('hours changed back: whoever wants the place that is free gets it', again.status === 201 ? 1 : 0, 1),
  ];
}

/** @param {{ state: string, ended_by: string }} booking */
const isExcused = ({ state, ended_by }) => state === 'expired' && ended_by === 'venue_closed';

/** @param {{ code: string }[]} told @param {string} code */
const countOther = (told, code) => told.filter((one) => one.code !== code).length;

/** @param {{ person_id: string }} booking @param {number} first @param {number} count */
const numberOf = ({ person_id }, first, count) =>
  Array.from({ length: count }, (_, at) => first + at).find((n) => personId(n) === person_id) ?? first;

/** @param {import('../../../bench/rig/rig.mjs').Rig} rig @param {number} venue @param {string[]} waiting */
async function standing({ observer }, venue, waiting) {
  const { rows: bookings } = await observer.query(
    'SELECT id, person_id, state, expires_at, ended_by FROM bookings WHERE hall_id = $1 ORDER BY id',
    [hallId(venue)],
  );
  const { rows } = await observer.query(
    `SELECT (SELECT count(*)::int FROM waiting_entries WHERE hall_id = $1) AS waiting,
       (SELECT count(*)::int FROM booking_breaches r JOIN bookings b ON b.id = r.booking_id WHERE b.hall_id = $1) AS breaches,
       (SELECT count(*)::int FROM notices
        WHERE kind = 'booking.waiting_ended' AND person_id = ANY ($2)) AS told`,
    [hallId(venue), waiting],
  );
  return { bookings, ...rows[0] };
}
