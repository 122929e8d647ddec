import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, holdMany } from '../../../bench/booking/venues.mjs';
import { atMost } from '../../../bench/rig/verdict.mjs';
import { bookingsOf } from '../bookings.mjs';

/** @typedef {import('../world.mjs').BookingWorld} World @typedef {import('../calls.mjs').Calls} Calls */

const LEAD_MS = 2_000;

/**
 * A terminal without network let people in, in time; it tells so when their bookings have run out and other people have
 * their places. One half of the places is still free.
 * @param {World} world @param {Calls} calls @param {{ venue: number, capacity: number, first: number }} options
 */
export async function lateEvents(world, calls, { venue, capacity, first }) {
  const { rig, ports, doors } = world;
  const expiresAt = Date.now() + LEAD_MS;
  await holdMany(rig.observer, { hall: venue, first, count: capacity, expiresAt: new Date(expiresAt) });
  await sleep(LEAD_MS + 2_500);
  const resold = capacity / 2;
  const others = first + capacity;
  const sold = await Promise.all(
    Array.from({ length: resold }, (_, at) => calls.book(ports[at % 2], others + at, venue)),
  );
  const admissions = Array.from({ length: capacity }, (_, at) => ({ n: first + at, at: expiresAt - 800 }));
  const [device] = doors(venue);
  const told = await calls.late(ports[0], device, admissions);
  // what an acknowledgement lost on its way would bring again
  await calls.late(ports[1], device, admissions.slice(0, 1));
  const rows = [...(await bookingsOf(world, venue, first, capacity)).values()];
  const count = (/** @type {string} */ state) => rows.filter((row) => row.state === state).length;
  const { rows: undone } = await rig.observer.query(
    `SELECT count(*)::int AS n FROM booking_breaches r JOIN bookings b ON b.id = r.booking_id
     WHERE b.hall_id = $1 AND r.undone_at IS NULL`,
    [hallId(venue)],
  );
  console.log(`  told ${told.status}; ${count('in_use')} in use again, ${count('admitted_late')} counted apart`);
  return [
    atMost('late events: places that could not be sold again', sold.filter(({ code }) => code !== 'ok').length, 0),
    atMost('late events: people in use beyond the places that were free', Math.abs(count('in_use') - resold), 0),
    atMost('late events: people not counted apart', Math.abs(count('admitted_late') - resold), 0),
    atMost('late events: breaches that stand', undone[0].n, 0),
  ];
}
