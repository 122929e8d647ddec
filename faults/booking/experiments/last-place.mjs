import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, holdMany } from '../../../bench/booking/venues.mjs';
import { personId } from '../../../bench/rig/campus.mjs';
import { atLeast, atMost } from '../../../bench/rig/verdict.mjs';

const LONG_MS = 15 * 60_000;
/** between two rounds, so that nobody is refused for pressing too often */
const BETWEEN_MS = 1_100;

/**
 * One place is left, and everybody presses for it at once on two servers; whoever got it gives it back.
 * @param {import('../world.mjs').BookingWorld} world @param {import('../calls.mjs').Calls} calls
 * @param {{ hall: number, capacity: number, first: number, crowd: number, holders: number, rounds: number }} options
 */
export async function lastPlace({ rig, ports }, calls, { hall, capacity, first, crowd, holders, rounds }) {
  const expiresAt = new Date(Date.now() + LONG_MS);
  await holdMany(rig.observer, { hall, first: holders, count: capacity - 1, expiresAt });
  let wrong = 0;
  let failed = 0;
  /** @type {Map<string, number>} */
  const told = new Map();
  for (let round = 0; round < rounds; round++) {
    const answers = await Promise.all(
      Array.from({ length: crowd }, (_, at) => calls.book(ports[at % 2], first + at, hall)),
    );
    const winners = answers.filter(({ code }) => code === 'ok');
    const unanswered = answers.filter(({ status }) => status === 0);
    // whoever was never answered may have won
    wrong += winners.length === 1 || (winners.length === 0 && unanswered.length > 0) ? 0 : 1;
    failed += answers.filter(({ status }) => status === 0 || status >= 500).length;
    answers.forEach(({ code }) => told.set(code, (told.get(code) ?? 0) + 1));
    const { rows: held } = await rig.observer.query(
      `SELECT b.id, p.number FROM bookings b JOIN people p ON p.id = b.person_id
       WHERE b.hall_id = $1 AND b.state = 'held' AND b.person_id BETWEEN $2 AND $3`,
      [hallId(hall), personId(first), personId(first + crowd - 1)],
    );
    wrong += held.length === 1 ? 0 : 1;
    await Promise.all(held.map(({ id, number }) => calls.cancel(ports[0], Number(number), id)));
    await sleep(BETWEEN_MS);
  }
  const { rows } = await rig.observer.query('SELECT held FROM halls WHERE id = $1', [hallId(hall)]);
  console.log(`  ${[...told].map(([code, count]) => `${code} × ${count}`).join(', ')}`);
  return [
    atMost(`the last place, ${crowd} at once: rounds without exactly one winner`, wrong, 0),
    atMost('the last place: answers 5xx or none', failed, 0),
    atMost('the last place: places counted beyond those held', rows[0].held - (capacity - 1), 0),
    atLeast('the last place: rounds', rounds, 1),
  ];
}
