import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asOf, partsOf, startDevice, Time } from './device.mjs';
import { startLane } from './lane-driver.mjs';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
/** One terminal in so many changes its key before the network goes. */
const ROTATING = 5;

/** A clock that is a little wrong is no reason to refuse anybody, whatever happens to the power. @type {import('./device.mjs').Clockwork[]} */
const NEARLY_RIGHT = [0, 20, -20].map((seconds) => ({ skewMs: seconds * SECOND_MS, met: seconds !== -20, jump: null }));
/** The server's time carries them through, as long as they run. */
const WRONG = (/** @type {number} */ noon) => [
  { skewMs: 120 * SECOND_MS, met: true, jump: null },
  { skewMs: -120 * SECOND_MS, met: true, jump: null },
  { skewMs: DAY_MS, met: true, jump: null },
  { skewMs: -DAY_MS, met: true, jump: null },
  { skewMs: 0, met: true, jump: { at: noon, byMs: -HOUR_MS } },
  { skewMs: 0, met: false, jump: { at: noon, byMs: -HOUR_MS } },
];

/** @param {number} n of how many @param {number} count @param {number} noon */
export const clockworkOf = (n, count, noon) => {
  const wrong = WRONG(noon);
  return wrong[n - 1 - (count - wrong.length)] ?? NEARLY_RIGHT[n % NEARLY_RIGHT.length];
};

/**
 * The last meeting with the server: keys, settings and standings of a day ago. One answer to a change of keys is lost.
 * @param {import('./world.mjs').GateWorld} world @param {number} startsAt
 */
export async function lastRound(world, startsAt) {
  const parts = partsOf(world.dist);
  let loses = true;
  for (const { n, home } of world.terminals) {
    /** @type {typeof fetch} */
    const send = async (...request) => {
      const response = await fetch(...request);
      if (loses && String(request[0]).endsWith('/key')) {
        loses = false;
        throw new Error('the answer was lost');
      }
      return response;
    };
    const steady = { skewMs: 0, met: true, jump: null };
    const { device, keeping } = await startDevice(parts, home, new Time(), steady, send);
    await keeping.round();
    if (n % ROTATING === 0) {
      await parts.rotateKey(device).catch(() => parts.rotateKey(device));
      await keeping.round();
    }
    device.stop();
    if (asOf(world.dist, home, startsAt).keys.keys.length < 2) {
      throw new Error('the keys of pass codes do not overlap any more');
    }
  }
}

/**
 * Terminals by the process that they share; the last process keeps its power.
 * @param {import('./world.mjs').GateWorld} world @param {import('./history.mjs').GateHistory} history
 * @param {{ lanes: number, startsAt: number, seed: number, loseAcks: number, revoked: number }} options
 */
export function openLanes(world, history, { lanes, startsAt, ...rest }) {
  const { rig, terminals, ports, dist, keysFile, keptFile, schoolCode } = world;
  const size = Math.ceil(terminals.length / lanes);
  return Array.from({ length: lanes }, (_, lane) => {
    const own = terminals.slice(lane * size, (lane + 1) * size);
    const plans = own.map(({ n }) => rig.place.inDir(`plan-${n}.json`));
    own.forEach(({ n }, at) => writeFileSync(plans[at], JSON.stringify(history.lane(n).showings)));
    let starts = 0;
    /** @param {Cut | null} cut */
    const start = (cut) => {
      starts += 1;
      let answers = 0;
      const setup = {
        ...{ dist, ports, keysFile, schoolCode, ...rest, seed: rest.seed + lane * 100 + starts },
        cut: cut && 'lines' in cut ? cut : null,
        terminals: own.map((terminal, at) => ({
          ...terminal,
          ...{ plan: plans[at], kept: keptFile(terminal.n), startsAt, clockwork: history.lane(terminal.n).clockwork },
          from: starts === 1 ? 0 : history.resume(terminal.n),
        })),
      };
      const process = startLane(setup, rig.place.inDir(`lane-${lane}.json`), (message) => {
        history.hear(message);
        answers += message.shown ? 1 : 0;
        if (message.shown && cut && 'answers' in cut && answers === cut.answers) {
          process.cutPower();
        }
      });
      return process;
    };
    const left = (/** @type {number} */ n) => history.lane(n).told.filter((one) => one === null).length;
    return { own, start, left, dist };
  });
}

/** @typedef {ReturnType<typeof openLanes>[number]} LaneProcess */
/** @typedef {{ answers: number } | { n: number, lines: number }} Cut after so many answers, or in a line of one terminal's log */

/**
 * The day, through as many losses of power: half of them in the middle of a line of the log, half of them at any moment.
 * @param {LaneProcess} lane @param {{ cuts: number, draw: () => number }} options
 * @returns {Promise<{ process: ReturnType<typeof startLane>, lost: number, torn: number }>} the last start, how often the power
 * went, and how many logs ended in half a line
 */
export async function liveDay({ own, start, left, dist }, { cuts, draw }) {
  const { readLog } = partsOf(dist);
  let torn = 0;
  for (let lost = 0; ; lost++) {
    const upTo = (/** @type {number} */ count) => 1 + Math.floor((draw() * count) / (cuts - lost + 1));
    const { n } = own[Math.floor(draw() * own.length)];
    const sudden = { answers: upTo(own.reduce((sum, one) => sum + left(one.n), 0)) };
    const process = start(lost >= cuts ? null : lost % 2 === 0 ? sudden : { n, lines: upTo(left(n)) });
    if ((await process.run('day')) !== null) {
      return { process, lost, torn };
    }
    torn += own.filter(({ home }) => readLog(join(home, 'events.log')).tornBytes > 0).length;
  }
}
