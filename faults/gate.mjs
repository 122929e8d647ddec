import { atMost, conclude } from '../bench/rig/verdict.mjs';
import { personId } from '../bench/rig/campus.mjs';
import { openDraw } from './load/draw.mjs';
import { demand } from './race/send.mjs';
import { changesWhileAway } from './gate/away.mjs';
import { wrongClocks } from './gate/clocks.mjs';
import { awayBars, clockBars, cloneBars, dayBars, revocationBars } from './gate/bars.mjs';
import { cloneTerminal } from './gate/clone.mjs';
import { clockworkOf, lastRound, liveDay, openLanes } from './gate/day.mjs';
import { GateHistory } from './gate/history.mjs';
import { readKept } from './gate/kept.mjs';
import { planDay } from './gate/plan.mjs';
import { plantedBugs, unseenBugs } from './gate/planted.mjs';
import { readStored } from './gate/stored.mjs';
import { tellEverything } from './gate/telling.mjs';
import { openGateWorld } from './gate/world.mjs';

/*
 * `npm run faults -- gate`: a day without network at the gates, through power cuts and wrong clocks; then all terminals tell
 * at once, three times, in any order, with lost answers and a server that is killed. FAULTS_SMOKE=1: a small school;
 * FAULTS_EVENTS=10000 is a tenth of it, for a first impression.
 */
const isSmoke = process.env.FAULTS_SMOKE === '1';
const { terminals, events, people, lanes, cuts, overlapMs } = isSmoke
  ? { terminals: 12, events: 600, people: 150, lanes: 2, cuts: 2, overlapMs: 30_000 }
  : {
      terminals: 50,
      events: Number(process.env.FAULTS_EVENTS ?? 100_000),
      people: 5_000,
      lanes: 5,
      cuts: 6,
      overlapMs: 180_000,
    };
const trouble = isSmoke ? { cutAfterMs: 300, killAfterMs: null } : { cutAfterMs: 5_000, killAfterMs: 10_000 };
const SKEWS = isSmoke ? [20, -120] : [0, 20, -20, 120, -120, 86_400, -86_400];
const least = isSmoke ? { events: 600, cuts: 2 } : { events, cuts: 20 };
const A_CLONE = isSmoke ? 50 : 200;
const LOSE_ACKS = 0.1;
const MINUTE_MS = 60_000;

const seed = Number(process.env.FAULTS_SEED ?? 1);
const draw = openDraw(seed);
const world = await openGateWorld({ name: 'gate', people: people + 10, terminals, overlapMs });
/** Persons who do not pass on that day. */
const apart = Object.fromEntries(
  ['revoked', 'skewed', 'suspended', 'other', 'cloned'].map((role, at) => [role, people + 1 + at]),
);
let code = 1;
try {
  code = conclude('gate', await live());
} catch (error) {
  console.error(error);
} finally {
  await world.close();
}
process.exit(code);

async function live() {
  const until = Date.now() - 2 * MINUTE_MS;
  const startsAt = until - 24 * 60 * MINUTE_MS;
  await step('the last meeting with the server', () => lastRound(world, startsAt));
  const plan = await step('people of a day', async () => planDay(world, draw, { events, people, until }));
  const history = new GateHistory(world.rig.place.inDir('history.jsonl'));
  for (const { n, id, gate } of world.terminals) {
    const clockwork = clockworkOf(n, terminals, startsAt + 12 * 60 * MINUTE_MS);
    history.open(n, { id, gate, clockwork, showings: plan.get(n) ?? [] });
  }
  const groups = openLanes(world, history, { lanes, startsAt, seed, loseAcks: LOSE_ACKS, revoked: apart.revoked });
  const days = await step('a day without network', () =>
    Promise.all(groups.map((lane, at) => liveDay(lane, { cuts: at === lanes - 1 ? 0 : cuts, draw }))),
  );
  const kept = readKept(world, history);
  await demand(world.ports[0], world.admin, 'PUT', `/people/${personId(apart.revoked)}/state`, { state: 'suspended' });
  const running = days.map(({ process }, at) => ({ lane: groups[at], process }));
  const told = await step('everything is told', () => tellEverything(world, running, trouble));
  const { clocks, terminals: skewed } = await step('wrong clocks', () =>
    wrongClocks(world, { skews: SKEWS, firstN: 1_000, person: apart.skewed }),
  );
  const away = isSmoke
    ? null
    : await step('changes while the cable is out', () =>
        changesWhileAway(world, { firstN: 2_000, suspended: apart.suspended, other: apart.other }),
      );
  const clone = await step('a copied terminal', () =>
    cloneTerminal(world, { n: 3_000, events: A_CLONE, person: apart.cloned }),
  );
  const stored = await readStored(world.rig.observer, [
    ...[...skewed, ...(away?.terminals ?? []), clone.terminal],
    ...Object.values(apart).map(personId),
  ]);
  console.log(`  ${JSON.stringify(told.figures)}`);
  const unseen = await step('the checker is checked', async () => unseenBugs({ lanes: history.lanes, stored }));
  console.log(unseen.map((bug) => `  unseen: ${bug}`).join('\n') || `  all ${plantedBugs} planted bugs seen`);
  return [
    atMost('planted bugs that the checker did not see', unseen.length, 0),
    ...dayBars(history, stored, { kept, days, told }, least),
    ...revocationBars(history),
    ...(away ? awayBars(away) : []),
    ...clockBars(clocks),
    ...cloneBars(clone),
  ];
}

/** @template T @param {string} what @param {() => Promise<T>} work */
async function step(what, work) {
  const startedAt = Date.now();
  const result = await work();
  console.log(`• ${what}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
