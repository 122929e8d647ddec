import { KIND, hallId } from '../../../bench/booking/venues.mjs';
import { personId } from '../../../bench/rig/campus.mjs';
import { atLeast, atMost } from '../../../bench/rig/verdict.mjs';

/**
 * Bots take a place, give it back and take it again; one person sends 500 requests a second.
 * @param {import('../world.mjs').BookingWorld} world @param {import('../calls.mjs').Calls} calls
 * @param {{ hall: number, first: number, bots: number, forMs: number, flood: number }} options
 */
export async function bots({ rig, ports }, calls, { hall, first, bots: count, forMs, flood }) {
  const until = Date.now() + forMs;
  let failed = 0;
  let taken = 0;
  const bot = async (/** @type {number} */ n, /** @type {number} */ port) => {
    while (Date.now() < until) {
      const { status, code, body } = await calls.book(port, n, hall);
      failed += status === 0 || status >= 500 ? 1 : 0;
      if (code === 'ok') {
        taken += 1;
        await calls.cancel(port, n, body.booking.id);
      }
    }
  };
  await Promise.all(Array.from({ length: count }, (_, at) => bot(first + at, ports[at % 2])));
  const victim = first + count;
  const answers = await Promise.all(Array.from({ length: flood }, (_, at) => calls.book(ports[at % 2], victim, hall)));
  failed += answers.filter(({ status }) => status === 0 || status >= 500).length;
  const { rows } = await rig.observer.query(
    `SELECT coalesce(max(n), 0)::int AS most, coalesce(max(active), 0)::int AS active FROM (
       SELECT count(*) AS n, count(*) FILTER (WHERE state IN ('offered', 'held', 'in_use', 'admitted_late')) AS active
       FROM bookings WHERE hall_id = $1 AND person_id BETWEEN $2 AND $3 GROUP BY person_id) person`,
    [hallId(hall), personId(first), personId(victim)],
  );
  const [honest] = [await calls.book(ports[0], victim + 1, hall)];
  console.log(`  ${taken} places taken by bots, ${flood} presses of one person`);
  return [
    atLeast('bots: places that they took', taken, 1),
    atMost('bots: bookings of one of them on a day', rows[0].most, KIND.dailyLimit),
    atMost('bots and floods: active bookings of one person', rows[0].active, 1),
    atMost('bots and floods: answers 5xx or none', failed, 0),
    atMost('after the bots: an honest press that was refused', honest.code === 'ok' ? 0 : 1, 0),
  ];
}
