import { setTimeout as sleep } from 'node:timers/promises';
import { holdMany } from '../../../bench/booking/venues.mjs';
import { personId } from '../../../bench/rig/campus.mjs';
import { atLeast, atMost } from '../../../bench/rig/verdict.mjs';
import { bookingsOf } from '../bookings.mjs';

/** @typedef {import('../world.mjs').BookingWorld} World @typedef {import('../calls.mjs').Calls} Calls */

const AROUND_MS = 6;
/** the answers before say how long the way to the door takes on this machine */
const STEP_MS = 4;
const EARLIEST_MS = 400;
const SOON_MS = 600;
/** so many rounds are played side by side */
const LANES = 4;

/**
 * The rounds one after the other in each lane: a slow machine takes longer and is not buried.
 * @template T @param {number} rounds @param {(at: number) => Promise<T>} play @returns {Promise<T[]>}
 */
async function inLanes(rounds, play) {
  /** @type {T[]} */
  const played = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < rounds; at = next++) {
      played[at] = await play(at);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return played;
}
const LEAD_MS = 2_000;

/**
 * Each scans within milliseconds of the end of their grace. Either they are in use, or it is over: never both, never
 * neither.
 * @param {World} world @param {Calls} calls @param {{ venue: number, first: number, rounds: number }} options
 */
export async function scanAgainstExpiry(world, calls, { venue, first, rounds }) {
  const { rig, draw, ports, doors } = world;
  let shift = -STEP_MS;
  const told = await inLanes(rounds, async (at) => {
    const n = first + at;
    const ends = Date.now() + SOON_MS;
    await holdMany(rig.observer, { hall: venue, first: n, count: 1, expiresAt: new Date(ends) });
    await sleep(Math.max(0, ends + shift + (draw() * 2 - 1) * AROUND_MS - Date.now()));
    const answer = await calls.scan(ports[at % 2], doors(venue)[at % 2], n);
    const step = answer.body?.verdict === 'admitted' ? STEP_MS : -STEP_MS;
    shift = Math.max(-EARLIEST_MS, Math.min(AROUND_MS, shift + step));
    return answer;
  });
  await sleep(LEAD_MS + 500);
  const rows = await bookingsOf(world, venue, first, rounds);
  let admitted = 0;
  let wrong = 0;
  told.forEach(({ status, body }, at) => {
    const row = rows.get(personId(first + at));
    const isIn = status === 200 && body.verdict === 'admitted';
    admitted += isIn ? 1 : 0;
    const wasIn = row?.state === 'in_use' && !row.breach;
    const wasLate = row?.state === 'expired' && row.breach;
    // whoever was told to come back to the end knows nothing, and still only one of both has happened
    const isUntold = status === 0 || status === 503;
    const isRefused = ['booking_void', 'booking_needed'].includes(body?.verdict);
    const agrees = isUntold ? wasIn || wasLate : isIn ? wasIn : wasLate && isRefused;
    if (!agrees) {
      wrong += 1;
      console.log(`  ! ${status} ${body?.verdict ?? body?.code}, and the booking is ${row?.state}`);
    }
  });
  console.log(`  ${admitted} of ${rounds} went in`);
  return [
    atMost('scan against expiry: rounds in which door and booking disagree', wrong, 0),
    atLeast(
      'scan against expiry: won by the rarer side',
      Math.min(admitted, rounds - admitted),
      Math.ceil(rounds / 20),
    ),
  ];
}

/**
 * Somebody cancels on one server while their code is before the door on the other.
 * @param {World} world @param {Calls} calls @param {{ venue: number, first: number, rounds: number }} options
 */
export async function cancelAgainstScan(world, calls, { venue, first, rounds }) {
  const { rig, draw, ports, doors } = world;
  const expiresAt = new Date(Date.now() + 10 * 60_000);
  await holdMany(rig.observer, { hall: venue, first, count: rounds, expiresAt });
  const before = await bookingsOf(world, venue, first, rounds);
  let admitted = 0;
  let wrong = 0;
  await inLanes(rounds, async (at) => {
    const n = first + at;
    const headStart = (draw() * 2 - 1) * 6;
    const [scan, cancel] = await Promise.all([
      sleep(Math.max(0, headStart)).then(() => calls.scan(ports[at % 2], doors(venue)[at % 2], n)),
      sleep(Math.max(0, -headStart)).then(() => calls.cancel(ports[1 - (at % 2)], n, before.get(personId(n))?.id)),
    ]);
    const row = (await bookingsOf(world, venue, n, 1)).get(personId(n));
    const isIn = scan.status === 200 && scan.body.verdict === 'admitted';
    admitted += isIn ? 1 : 0;
    const agrees = isIn
      ? cancel.code === 'BOOKING_STATE_CONFLICT' && row?.state === 'in_use'
      : cancel.status === 200 && row?.state === 'cancelled' && scan.body?.verdict === 'booking_needed';
    if (!agrees) {
      wrong += 1;
      const words = `${scan.status} ${scan.body?.verdict ?? scan.code}, ${cancel.status} ${cancel.code}`;
      console.log(`  ! ${words}, and the booking is ${row?.state}`);
    }
  });
  console.log(`  ${admitted} of ${rounds} went in`);
  return [
    atMost('cancel against scan: rounds without one winner', wrong, 0),
    atLeast(
      'cancel against scan: won by the rarer side',
      Math.min(admitted, rounds - admitted),
      Math.ceil(rounds / 20),
    ),
  ];
}
