import { randomUUID } from 'node:crypto';
import { bearerOf, reportOf } from '../rig/report.mjs';
import { openKeys } from '../rig/keys.mjs';
import { runClosed } from './closed-loop.mjs';
import { rawRequest } from './connection.mjs';

/*
 * A process of its own that sends reports as fast as they are answered: `node driver.mjs DIST KEYS DAY PEOPLE`.
 * Each message { port, connections, atMost, forMs? } is one slice, answered by its figures.
 */
const [dist = '', keysFile = '', day = '', people = ''] = process.argv.slice(2);
const requests = prepare(openKeys(dist, keysFile), Number(people));

/** One report a student, in an order that is the same in every run. */
function prepare(keys, count) {
  const order = shuffled(count);
  return order.map((n) => {
    const headers = { authorization: bearerOf(keys, n), 'idempotency-key': randomUUID() };
    return rawRequest('POST', '/api/v1/check-ins', headers, JSON.stringify(reportOf(keys, day, n, '一切正常')));
  });
}

function shuffled(count) {
  const order = Array.from({ length: count }, (_, at) => at + 1);
  let state = 7;
  for (let at = count - 1; at > 0; at--) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** @param {{ port: number, connections: number, atMost: number, forMs?: number }} slice */
const run = ({ atMost, ...slice }) => runClosed(slice, requests.slice(0, atMost), (status) => status === 201);

process.on('message', async (slice) => process.send?.(await run(slice)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
