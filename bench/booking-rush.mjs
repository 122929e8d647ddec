import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { turnedAway } from './booking/crowd.mjs';
import { timeBar } from './booking/time-bar.mjs';
import { clearBookings, hallId, seedVenues } from './booking/venues.mjs';
import { seedGates } from './gate/gates.mjs';
import { slowness } from './rig/calibration.mjs';
import { openRig } from './rig/rig.mjs';
import { countStatements } from './rig/statements.mjs';
import { atLeast, atMost, conclude, percentile } from './rig/verdict.mjs';

/*
 * `npm run bench -- booking-rush`: 3,000 people press three times each within five seconds for 200 places. Latencies
 * count from the instant at which each press was due. Then a thousand connect while the server is held up. BENCH_SMOKE=1:
 * fewer people, and no time is judged.
 */
const isSmoke = process.env.BENCH_SMOKE === '1';
const { people, places, forMs, rounds } = isSmoke
  ? { people: 200, places: 20, forMs: 1_000, rounds: 1 }
  : { people: 3_000, places: 200, forMs: 5_000, rounds: 3 };
const WARM_UPS = isSmoke ? 1 : 2;
const LAST_WINNER_MS = 800;
const REFUSAL_MS = 600;

const rig = await openRig({ name: 'bench-booking-rush', people, firstPort: 4150, autovacuum: 'off' });
const programs = [];
let code = 1;
try {
  await seedGates(rig, 1);
  await seedVenues(
    rig.observer,
    Array.from({ length: WARM_UPS + rounds }, () => places),
  );
  await rig.observer.query('VACUUM ANALYZE');
  const server = await rig.startServer();
  programs.push(server);
  const bars = await measure();
  const away = await turnedAway(rig.port, server.pid);
  code = conclude('booking-rush', [...bars, atMost('connections turned away while the server is held up', away, 0)]);
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

/** @typedef {{ sent: number, answered: { status: number, code: string, ms: number, atMs: number }[] }} Rush */

async function measure() {
  const script = fileURLToPath(new URL('./booking/rush-driver.mjs', import.meta.url));
  const child = fork(script, [rig.dist, String(rig.env().KEYS_FILE), String(people)]);
  await once(child, 'message');
  const bare = fork(fileURLToPath(new URL('./booking/bare.mjs', import.meta.url)), [
    ...[String(rig.spare), rig.stores.postgres.appUrl],
  ]);
  await once(bare, 'message');
  const rush = async (/** @type {number} */ hall, port = rig.port) => {
    child.send({ port, hall, forMs });
    const [told] = await once(child, 'message');
    return /** @type {Rush} */ (told);
  };
  for (let hall = 1; hall <= WARM_UPS; hall++) {
    await rush(hall);
    await clearBookings(rig.observer);
  }
  const slow = slowness();
  const bars = [];
  for (let hall = WARM_UPS + 1; hall <= WARM_UPS + rounds; hall++) {
    let told = /** @type {Rush} */ ({ sent: 0, answered: [] });
    const { perRequest } = await countStatements(rig, async () => {
      told = await rush(hall);
      return told.sent;
    });
    const least = await rush(hall, rig.spare);
    bars.push(...(await barsOf(told, hall, perRequest, slow, least)));
    await clearBookings(rig.observer);
  }
  for (const process_ of [child, bare]) {
    process_.disconnect();
    await once(process_, 'exit');
  }
  return bars;
}

/**
 * @param {Rush} told @param {number} hall @param {number} perRequest @param {number} slow
 * @param {Rush} least the same presses, refused by the bare server
 */
async function barsOf({ sent, answered }, hall, perRequest, slow, least) {
  const { rows } = await rig.observer.query(
    `SELECT h.held, (SELECT count(*)::int FROM bookings b WHERE b.hall_id = h.id AND b.state = 'held') AS rows
     FROM halls h WHERE h.id = $1`,
    [hallId(hall)],
  );
  const won = answered.filter(({ code: is }) => is === 'won');
  const refused = answered.filter(({ code: is }) => is !== 'won');
  const lastWinner = Math.max(...won.map(({ atMs }) => atMs));
  const p99Of = (/** @type {Rush['answered']} */ all) =>
    percentile(
      all.map(({ ms }) => ms),
      0.99,
    );
  const p99 = p99Of(refused);
  const bare = { name: 'a bare server', ms: p99Of(least.answered) };
  console.log(tallyOf(answered));
  console.log(
    `last winner after ${lastWinner.toFixed(0)} ms, refusals p99 ${p99.toFixed(1)} ms (bare ${bare.ms.toFixed(1)}), ` +
      `${perRequest.toFixed(2)} statements a press; machine ${slow.toFixed(2)}× off the record`,
  );
  return [
    atMost('places that are not held', Math.abs(places - rows[0].held) + Math.abs(places - rows[0].rows), 0),
    atMost('winners beyond or below the places', Math.abs(places - won.length), 0),
    atMost('presses without an answer', sent - answered.filter(({ status }) => status > 0).length, 0),
    atMost('5xx', answered.filter(({ status }) => status >= 500).length, 0),
    atLeast('presses', sent, people * 3),
    ...(isSmoke
      ? []
      : [timeBar('last winner', lastWinner, LAST_WINNER_MS, bare), timeBar('refusals p99', p99, REFUSAL_MS, bare)]),
    atMost('SQL statements a press, sessions included', perRequest, 3),
  ];
}

/** @param {Rush['answered']} answered */
function tallyOf(answered) {
  /** @type {Record<string, number>} */
  const tally = {};
  for (const { status, code: is } of answered) {
    tally[`${status} ${is}`] = (tally[`${status} ${is}`] ?? 0) + 1;
  }
  return Object.entries(tally)
    .map(([is, count]) => `${is} × ${count}`)
    .join(', ');
}
