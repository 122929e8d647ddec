import { readJournal, restartJournal } from './booking/journal.mjs';
import { hallId } from '../bench/booking/venues.mjs';
import { atLeast, atMost, conclude } from '../bench/rig/verdict.mjs';
import { openCalls } from './booking/calls.mjs';
import { replay } from './booking/checker.mjs';
import { startChurn } from './booking/churn.mjs';
import { bots } from './booking/experiments/bots.mjs';
import { capacityLowered, closedUnderBookings } from './booking/experiments/administrator.mjs';
import { cancelAgainstScan, lateEvents, scanAgainstExpiry } from './booking/experiments/at-the-door.mjs';
import { lastPlace } from './booking/experiments/last-place.mjs';
import { bothDown, clockJumps, flushed, redisAway } from './booking/experiments/stores.mjs';
import { lateness } from './booking/lateness.mjs';
import { seenImplementations, unseenFaults } from './booking/planted.mjs';
import { openBookingWorld } from './booking/world.mjs';

/*
 * `npm run faults -- booking`: people book, cancel, wait and go in on two servers while one thing after the other breaks.
 * A journal of every change of places, in the order of the commits, is replayed: never over capacity, void by the clock,
 * free in time, nobody jumps the waiting list. FAULTS_SMOKE=1: a few rounds of a few; FAULTS_ONLY=name,name runs these.
 */
const isSmoke = process.env.FAULTS_SMOKE === '1';
const only = process.env.FAULTS_ONLY?.split(',');
const size = (/** @type {number} */ whole, /** @type {number} */ smoke) => (isSmoke ? smoke : whole);
const NEEDED_WRITES = 5_000;
const MANY = size(1_000, 50);
const CROWD = size(500, 40);
const ROUNDS = size(400, 30);
const CHURN = size(400, 30);
const HALLS = { planted: 1, last: 2, bots: 3, expiry: 4, scan: 5, late: 6, lowered: 7, closed: 8, many: 9, churn: 10 };
const capacities = [20, size(200, 20), 50, 1_000, 1_000, 20, 60, 100, 1_000, 12, 8];

let next = 1;
/** People of an experiment; nobody is in two. */
const block = (/** @type {number} */ count) => (next += count) - count;
const people = {
  churn: block(CHURN),
  crowd: block(CROWD),
  holders: block(capacities[HALLS.last - 1]),
  bots: block(40),
  expiry: block(ROUNDS),
  scan: block(ROUNDS),
  late: block(capacities[HALLS.late - 1] * 2),
  lowered: block(120),
  closed: block(300),
};
const many = { flushed: block(MANY), away: block(MANY), down: block(MANY), clock: block(MANY) };

const EXPERIMENTS = {
  'the last place': (world, calls) =>
    lastPlace(world, calls, {
      ...{ hall: HALLS.last, capacity: capacities[HALLS.last - 1], first: people.crowd, crowd: CROWD },
      ...{ holders: people.holders, rounds: size(20, 2) },
    }),
  bots: (world, calls) =>
    bots(world, calls, {
      hall: HALLS.bots,
      first: people.bots,
      bots: 30,
      forMs: size(10_000, 500),
      flood: size(1_000, 50),
    }),
  'scan against expiry': (world, calls) =>
    scanAgainstExpiry(world, calls, { venue: HALLS.expiry, first: people.expiry, rounds: ROUNDS, everyMs: 40 }),
  'cancel against scan': (world, calls) =>
    cancelAgainstScan(world, calls, { venue: HALLS.scan, first: people.scan, rounds: ROUNDS }),
  'late events': (world, calls) =>
    lateEvents(world, calls, { venue: HALLS.late, capacity: capacities[HALLS.late - 1], first: people.late }),
  'capacity lowered': (world, calls) =>
    capacityLowered(world, calls, {
      venue: HALLS.lowered,
      capacity: capacities[HALLS.lowered - 1],
      first: people.lowered,
    }),
  'hours changed, venue closed': (world, calls) =>
    closedUnderBookings(world, calls, {
      venue: HALLS.closed,
      capacity: capacities[HALLS.closed - 1],
      first: people.closed,
    }),
  'clock back': (world) => clockJumps(world, { hall: HALLS.many, first: many.clock, count: MANY }),
  'Redis flushed': (world) => flushed(world, { hall: HALLS.many, first: many.flushed, count: MANY }),
  'Redis away': (world) => redisAway(world, { hall: HALLS.many, first: many.away, count: MANY }),
  'both stores down': (world) =>
    bothDown(world, { hall: HALLS.many, first: many.down, count: MANY, awayMs: size(5_000, 0) }),
};
const SMOKE = ['the last place', 'scan against expiry', 'cancel against scan', 'Redis flushed'];

const chosen = only ?? (isSmoke ? SMOKE : Object.keys(EXPERIMENTS));
const world = await openBookingWorld({ people: next, capacities, seed: Number(process.env.FAULTS_SEED ?? 1) });
let code = 1;
try {
  code = conclude('booking', await runAll());
} catch (error) {
  console.error(error);
} finally {
  await world.close();
}
process.exit(code);

async function runAll() {
  const { rig, table, spans } = world;
  const bars = await plantedBars();
  await restartJournal(rig.observer);
  await world.startPrograms();
  const calls = openCalls(rig, world.signing);
  const churn = startChurn(world, calls, {
    ...{ first: people.churn, people: CHURN, halls: [HALLS.churn, HALLS.churn + 1] },
    doors: [...world.doors(HALLS.churn), ...world.doors(HALLS.churn + 1)],
  });
  for (const name of chosen) {
    console.log(`• ${name}`);
    const startedAt = Date.now();
    bars.push(...(await EXPERIMENTS[name](world, calls)));
    console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  }
  await churn.stop();
  const now = Date.now();
  const findings = replay(await readJournal(rig.observer), table);
  console.log([...calls.tally].map(([answer, count]) => `${answer} × ${count}`).join(', '));
  console.log(`${findings.commits} commits, ${churn.acknowledged()} acknowledged by the people in between`);
  console.log(
    findings.faults
      .slice(0, 20)
      .map(({ rule, what }) => `  ! ${rule}: ${what}`)
      .join('\n'),
  );
  const unexpected = [...churn.unexpected].map(([answer, count]) => `${answer} × ${count}`);
  console.log(unexpected.map((answer) => `  ! answered ${answer}`).join('\n'));
  const count = (/** @type {string} */ rule) => findings.faults.filter((fault) => fault.rule === rule).length;
  return [
    ...bars,
    atMost('I3: commits after which more places are taken than there are', count('capacity'), 0),
    atMost('I3: commits after which the counter and the rows differ', count('counter'), 0),
    atMost('commits after which a person has two active bookings', count('one active booking'), 0),
    atMost(
      'I2: bookings that were worth something beyond their time, or nothing within it',
      count('void by the clock'),
      0,
    ),
    atMost('commits by which somebody jumps the waiting list', count('waiting list'), 0),
    atMost('steps that are not in the table', count('states'), 0),
    atMost('breaches missing or unjust', count('breaches'), 0),
    ...latenessBars(findings, now, spans),
    atMost('answers that nobody may get', unexpected.length, 0),
    atLeast('commits in the history', findings.commits, isSmoke || only ? 1 : NEEDED_WRITES),
  ];
}

/** The checker finds fault with what is known to be wrong; nothing of the product runs yet. */
async function plantedBars() {
  const seen = await seenImplementations(world.rig, world.table, HALLS.planted);
  for (const { name, highest, rules, late } of seen) {
    console.log(
      `• planted: ${name}: ${highest} of 20 places taken, ${late} not free in time; seen: ${[...rules].join(', ')}`,
    );
  }
  const [counting, jobs] = seen;
  const unseen = [
    ...(counting.rules.has('capacity') ? [] : [counting.name]),
    ...(jobs.rules.has('void by the clock') && jobs.late > 0 ? [] : [jobs.name]),
    ...unseenFaults(world.table, hallId(HALLS.planted)),
  ];
  console.log(unseen.map((name) => `  unseen: ${name}`).join('\n'));
  return [atMost('planted implementations and faults that the checker did not see', unseen.length, 0)];
}

/** @param {import('./booking/checker.mjs').Findings} findings @param {number} now @param {import('./booking/lateness.mjs').Span[]} spans */
function latenessBars(findings, now, spans) {
  return [...lateness(findings, now, spans)].flatMap(([name, { ended, latestMs, allowedMs }]) => [
    atMost(
      `I2: ${name}: seconds from the end of ${ended} bookings until the last place was free`,
      latestMs / 1000,
      allowedMs / 1000,
    ),
  ]);
}
