import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, holdMany, venueId } from '../../../bench/booking/venues.mjs';
import { personId } from '../../../bench/rig/campus.mjs';
import { atLeast, atMost } from '../../../bench/rig/verdict.mjs';

/** @typedef {import('../world.mjs').BookingWorld} World @typedef {import('../calls.mjs').Calls} Calls */

const LONG_MS = 15 * 60_000;

/** What the administrator's page would send back with one thing changed. @param {Calls} calls */
export async function changeVenue(calls, port, venue, change) {
  const { body } = await calls.staff(port, 'GET', '/venues');
  const { campusId, kindId, name, useMinutes, hours, doorGateIds, ...rest } = body.items.find(
    (/** @type {any} */ one) => one.id === venueId(venue),
  );
  const halls = rest.halls.map(({ id, name: words, sex, capacity }) => ({ id, name: words, sex, capacity }));
  const input = { campusId, kindId, name, useMinutes, hours, doorGateIds, halls };
  return calls.staff(port, 'PUT', calls.venuePath(venue), change(input));
}

/** @param {Calls} calls @param {number} capacity */
const setCapacity = (calls, port, venue, capacity) =>
  changeVenue(calls, port, venue, (input) => ({ ...input, halls: input.halls.map((hall) => ({ ...hall, capacity })) }));

/**
 * Fewer places than are booked, while people give theirs back and others want them; then more than before.
 * @param {World} world @param {Calls} calls @param {{ venue: number, capacity: number, first: number }} options
 */
export async function capacityLowered({ rig, ports }, calls, { venue, capacity, first }) {
  const expiresAt = new Date(Date.now() + LONG_MS);
  await holdMany(rig.observer, { hall: venue, first, count: capacity, expiresAt });
  const { rows } = await rig.observer.query('SELECT id, person_id FROM bookings WHERE hall_id = $1', [hallId(venue)]);
  const ids = new Map(rows.map(({ id, person_id }) => [person_id, id]));
  const waiting = 10;
  const wanting = first + capacity;
  for (let at = 0; at < waiting; at++) {
    await calls.join(ports[at % 2], wanting + at, venue);
  }
  const lowered = Math.floor(capacity / 2);
  const [told] = await Promise.all([
    setCapacity(calls, ports[0], venue, lowered),
    ...Array.from({ length: capacity - lowered }, (_, at) =>
      calls.cancel(ports[at % 2], first + at, ids.get(personId(first + at))),
    ),
    ...Array.from({ length: 20 }, (_, at) => calls.book(ports[at % 2], wanting + waiting + at, venue)),
  ]);
  const taken = await takenOf(rig, venue);
  const raised = await setCapacity(calls, ports[1], venue, capacity * 2);
  const after = await takenOf(rig, venue);
  console.log(
    `  capacity ${capacity} → ${lowered}: ${taken.taken} taken; raised: ${after.taken}, ${after.waiting} wait`,
  );
  return [
    atMost(
      'capacity lowered: answers to the administrator that are not 200',
      [told, raised].filter(({ status }) => status !== 200).length,
      0,
    ),
    atLeast('capacity lowered: places that nobody was thrown out of', taken.taken, lowered),
    atMost('capacity raised: people who still wait', after.waiting, 0),
  ];
}

/** @param {import('../../../bench/rig/rig.mjs').Rig} rig @param {number} venue */
export async function takenOf({ observer }, venue) {
  const { rows } = await observer.query(
    `SELECT (SELECT count(*)::int FROM bookings WHERE hall_id = $1 AND state IN ('offered', 'held', 'in_use')) AS taken,
       (SELECT count(*)::int FROM waiting_entries WHERE hall_id = $1) AS waiting`,
    [hallId(venue)],
  );
  return rows[0];
}

/**
 * The venue is closed out of turn while people book on both servers.
 * @param {World} world @param {Calls} calls @param {{ venue: number, capacity: number, first: number }} options
 */
export async function closedUnderBookings({ rig, ports }, calls, { venue, capacity, first }) {
  const expiresAt = new Date(Date.now() + LONG_MS);
  const held = Math.floor(capacity / 2);
  await holdMany(rig.observer, { hall: venue, first, count: held, expiresAt });
  const closure = {
    from: new Date(Date.now() - 1_000).toISOString(),
    until: new Date(Date.now() + LONG_MS).toISOString(),
    reason: { zh: '停水', en: 'No water' },
  };
  const pressing = Array.from({ length: 200 }, async (_, at) => {
    await sleep(at * 5);
    return calls.book(ports[at % 2], first + held + at, venue);
  });
  await sleep(300);
  const closed = await calls.staff(ports[0], 'POST', `${calls.venuePath(venue)}/closures`, closure);
  const answers = await Promise.all(pressing);
  // a server that had the hours in its memory has had time to read them again
  await sleep(6_000);
  const { taken, waiting } = await takenOf(rig, venue);
  const { rows } = await rig.observer.query(
    `SELECT (SELECT count(*)::int FROM bookings WHERE hall_id = $1 AND ended_by = 'venue_closed') AS cancelled,
       (SELECT count(*)::int FROM booking_breaches WHERE venue_id = $2) AS breaches,
       (SELECT count(*)::int FROM notices n JOIN bookings b ON b.person_id = n.person_id
        WHERE b.hall_id = $1 AND b.ended_by = 'venue_closed' AND n.kind LIKE 'booking.%closed') AS told`,
    [hallId(venue), venueId(venue)],
  );
  const won = answers.filter(({ status }) => status > 0 && status < 300).length;
  console.log(`  ${won} booked before it closed, ${rows[0].cancelled} cancelled, ${rows[0].told} told`);
  return [
    atMost(
      'venue closed: answers to the administrator that are not 2xx',
      closed.status >= 200 && closed.status < 300 ? 0 : 1,
      0,
    ),
    atMost('venue closed: places still taken', taken, 0),
    atMost('venue closed: people who still wait', waiting, 0),
    atMost('venue closed: bookings not ended by it', Math.abs(held + won - rows[0].cancelled), 0),
    atMost('venue closed: people who were not told', rows[0].cancelled - rows[0].told, 0),
    atMost('venue closed: breaches', rows[0].breaches, 0),
  ];
}
