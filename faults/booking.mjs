import { readJournal, restartJournal } from './booking/journal.mjs';
import { hallId } from '../bench/booking/venues.mjs';
import { atLeast, atMost, conclude } from '../bench/rig/verdict.mjs';
import { openCalls } from './booking/calls.mjs';
import { replay } from './booking/checker.mjs';
import { startChurn } from './booking/churn.mjs';
import { lateness } from './booking/lateness.mjs';
import { capacities, CHURN, EXPERIMENTS, HALLS, isSmoke, people, PEOPLE } from './booking/plan.mjs';
import { seenImplementations } from './booking/planted.mjs';
import { falseAlarms, unseenFaults } from './booking/small-faults.mjs';
import { openBookingWorld } from './booking/world.mjs';

/*
 * `npm run faults -- booking`: people book, cancel, wait and go in on two servers while one thing after the other breaks.
 * A journal of every change of places, in the order of the commits, is replayed: never over capacity, void by the clock,
 * free in time, nobody jumps the waiting list. FAULTS_SMOKE=1: a few rounds of a few; FAULTS_ONLY=name,name runs these.
 */
const only = process.env.FAULTS_ONLY?.split(',');
const NEEDED_WRITES = 5_000;
/** A smoke runs beside other tests: it judges less strictly how long something takes. */
const PATIENCE = isSmoke ? 10 : 1;
const SMOKE = ['the last place', 'scan against expiry', 'cancel against scan', 'hours changed', 'Redis flushed'];

const chosen = only ?? (isSmoke ? SMOKE : Object.keys(EXPERIMENTS));
const world = await openBookingWorld({ people: PEOPLE, capacities, seed: Number(process.env.FAULTS_SEED ?? 1) });
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
  await world.startPrograms();
  await restartJournal(rig.observer);
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
  const findings = replay(await readJournal(rig.observer), table, rig.campus);
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
    atMost('commits by which a closed venue takes somebody in, or throws somebody out', count('closed'), 0),
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
  const alarms = falseAlarms(world.table, hallId(HALLS.planted));
  console.log(alarms.map((alarm) => `  false alarm: ${alarm}`).join('\n'));
  return [
    atMost('planted implementations and faults that the checker did not see', unseen.length, 0),
    atMost('right steps that the checker found fault with', alarms.length, 0),
  ];
}

/** @param {import('./booking/checker.mjs').Findings} findings @param {number} now @param {import('./booking/lateness.mjs').Span[]} spans */
function latenessBars(findings, now, spans) {
  return [...lateness(findings, now, spans)].flatMap(([name, { ended, latestMs, allowedMs }]) => [
    atMost(
      `I2: ${name}: seconds from the end of ${ended} bookings until the last place was free`,
      latestMs / 1000,
      (allowedMs / 1000) * PATIENCE,
    ),
  ]);
}
