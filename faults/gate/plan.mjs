import { openCodes } from './codes.mjs';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** the phone had taken its codes a while before, when the key before still signed */
const RESERVE_MS = 10 * MINUTE_MS;

/**
 * @typedef {object} Showing somebody holds a code before a terminal
 * @property {number} at the true instant
 * @property {number} person
 * @property {'in' | 'out'} way
 * @property {string} jti of the code
 * @property {string} code
 * @property {string} kid of its key
 * @property {'first' | 'again' | 'other'} is held for the first time, here once more, or at the other terminal as well
 * @typedef {Map<number, Showing[]>} Plan by terminal, each in its order
 */

/**
 * A day without network: people in and out at every gate; some try a code twice, here and at the terminal beside.
 * @param {import('./world.mjs').GateWorld} world
 * @param {() => number} draw
 * @param {{ events: number, people: number, until: number }} options
 * @returns {Plan}
 */
export function planDay(world, draw, { events, people, until }) {
  const sign = openCodes(world);
  const { terminals } = world;
  const startsAt = until - 24 * HOUR_MS;
  const step = (until - startsAt) / events;
  /** @type {Plan} */
  const plan = new Map(terminals.map(({ n }) => [n, []]));
  const put = (/** @type {number} */ n, /** @type {Showing} */ showing) => plan.get(n)?.push(showing);
  for (let k = 0; k < events; k++) {
    const { n, gate } = terminals[Math.floor(draw() * terminals.length)];
    const at = Math.floor(startsAt + k * step);
    const person = 1 + (k % people);
    const way = (Math.floor(k / people) + (draw() < 0.1 ? 1 : 0)) % 2 === 0 ? 'in' : 'out';
    const jti = k.toString(36).padStart(8, '0');
    const reservedMs = draw() < 0.2 ? RESERVE_MS : 0;
    const code = sign({ gate, person, way, at: at - 5_000, jti, reservedMs });
    const kid = JSON.parse(Buffer.from(code.split('.')[0], 'base64url').toString()).kid;
    const showing = { at, person, way, jti, code, kid };
    put(n, { ...showing, is: 'first' });
    const kind = draw();
    const other = n % 2 === 1 ? n + 1 : n - 1;
    if (kind < 0.02) {
      put(n, { ...showing, at: at + 12_000, is: 'again' });
    } else if (kind < 0.04 && plan.has(other)) {
      put(other, { ...showing, at: at + 8_000, is: 'other' });
      if (kind < 0.03) {
        put(other, { ...showing, at: at + 16_000, is: 'again' });
      }
    }
  }
  for (const showings of plan.values()) {
    showings.sort((a, b) => a.at - b.at);
  }
  return plan;
}
