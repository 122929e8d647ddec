import { randomBytes } from 'node:crypto';
import { openCodes } from './codes.mjs';
import { asOf } from './device.mjs';
import { runTerminal } from './program.mjs';
import { enrolTerminal } from './world.mjs';

const TOLERATED_S = 20;
const DAY_MS = 86_400_000;
/** The way of a request, and the start of a program. */
const NEAR_MS = 3_000;

/**
 * @typedef {object} Clock what came of a terminal whose clock is wrong
 * @property {number} skew seconds
 * @property {string} alone the verdict of one that started without network
 * @property {boolean} alarmed
 * @property {number} offAside how far the recorded error is from the real one, ms
 * @property {number} aside how far the recorded instant of the passage is from the real one, ms
 */

/**
 * The program itself (`npm run terminal -- … --skew`), started without network: it has nothing but its own clock. Then it
 * meets the server and tells.
 * @param {import('./world.mjs').GateWorld} world @param {{ skews: number[], firstN: number, person: number }} options
 * @returns {Promise<{ clocks: Clock[], terminals: string[] }>}
 */
export async function wrongClocks(world, { skews, firstN, person }) {
  const sign = openCodes(world);
  const clocks = [];
  const terminals = [];
  for (const [at, skew] of skews.entries()) {
    const terminal = await enrolTerminal(world, firstN + at, 1);
    terminals.push(terminal.id);
    const skewed = [`--skew=${skew}`];
    await runTerminal(world, terminal, ['flush']);
    asOf(world.dist, terminal.home, Date.now() - DAY_MS);
    const shownAt = Date.now();
    const jti = randomBytes(6).toString('base64url');
    const code = sign({ gate: 1, person, way: 'in', at: shownAt - 5_000, jti });
    const [{ verdict }] = await runTerminal(world, terminal, [
      ...['scan', code, '--temperature', '36.5', '--offline', ...skewed],
    ]);
    await runTerminal(world, terminal, ['flush', ...skewed]);
    clocks.push({ skew, alone: verdict, ...(await recordedOf(world, terminal.id, skew, shownAt)) });
  }
  return { clocks, terminals };
}

/** @param {import('./world.mjs').GateWorld} world @param {string} id @param {number} skew @param {number} shownAt */
async function recordedOf({ rig }, id, skew, shownAt) {
  const { rows } = await rig.observer.query(
    `SELECT t.offset_ms::float8 AS told, (extract(epoch FROM p.occurred_at) * 1000)::float8 AS at, p.offset_ms::float8 AS used,
       EXISTS (SELECT FROM terminal_alarms a WHERE a.terminal_id = t.id AND a.kind = 'clock_off') AS alarmed
     FROM terminals t LEFT JOIN passages p ON p.terminal_id = t.id AND p.offline WHERE t.id = $1`,
    [id],
  );
  const [{ told, at, used, alarmed }] = rows;
  const off = (/** @type {number} */ offset) => Math.abs(offset + skew * 1000);
  return { alarmed, offAside: Math.max(off(told), off(used)), aside: Math.abs(at - shownAt) };
}

/** @param {Clock[]} clocks @returns {string[]} */
export function clockFaults(clocks) {
  return clocks.flatMap(({ skew, alone, alarmed, offAside, aside }) => {
    const isNear = Math.abs(skew) <= TOLERATED_S;
    const right = isNear ? 'admitted' : skew > 0 ? 'code_expired' : 'code_too_early';
    return [
      ...(alone === right ? [] : [`${skew} s: ${alone}`]),
      ...(alarmed === !isNear ? [] : [`${skew} s: ${alarmed ? 'an alarm' : 'no alarm'}`]),
      ...(offAside <= NEAR_MS ? [] : [`${skew} s: recorded ${offAside} ms aside`]),
      ...(aside <= NEAR_MS ? [] : [`${skew} s: the passage is ${aside} ms aside`]),
    ];
  });
}
