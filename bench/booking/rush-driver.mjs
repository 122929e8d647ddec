import { randomUUID } from 'node:crypto';
import { rawRequest } from '../load/connection.mjs';
import { runOpen } from '../load/open-loop.mjs';
import { openKeys } from '../rig/keys.mjs';
import { bearerOf } from '../rig/report.mjs';
import { hallId } from './venues.mjs';

/*
 * A process of its own in which everybody presses three times: `node rush-driver.mjs DIST KEYS PEOPLE`. Each message
 * { port, hall, forMs } is one rush, answered by what came of each press.
 */
const [dist = '', keysFile = '', people = ''] = process.argv.slice(2);
const PRESSES = 3;
const bearers = (() => {
  const keys = openKeys(dist, keysFile);
  return Array.from({ length: Number(people) }, (_, at) => bearerOf(keys, at + 1));
})();

/** Evenly over the time, each round of presses in an order of its own that is the same in every run. */
function planOf(hall, forMs, answered) {
  const body = JSON.stringify({ hallId: hallId(hall) });
  const presses = bearers.length * PRESSES;
  return Array.from({ length: presses }, (_, at) => {
    // a step that shares no divisor with the number of people
    const who = (at * 7919 + Math.floor(at / bearers.length)) % bearers.length;
    const headers = { authorization: bearers[who] ?? '', 'idempotency-key': randomUUID() };
    const atMs = (at * forMs) / presses;
    return {
      ...{ kind: 'press', request: rawRequest('POST', '/api/v1/bookings', headers, body), atMs },
      isGood: (/** @type {number} */ status, /** @type {string} */ text, /** @type {number} */ ms) => {
        const code = status === 201 || status === 200 ? 'won' : (/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? 'none');
        answered.push({ status, code, ms, atMs: atMs + ms });
        return code === 'won';
      },
    };
  });
}

process.on('message', async ({ port, hall, forMs }) => {
  /** @type {{ status: number, code: string, ms: number, atMs: number }[]} */
  const answered = [];
  const plan = planOf(hall, forMs, answered);
  await runOpen(port, plan);
  process.send?.({ sent: plan.length, answered });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
