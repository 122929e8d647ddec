import { Connection } from './connection.mjs';

/** How long the last answers are waited for. */
const PATIENCE_MS = 10_000;

/**
 * @typedef {{ kind: string, request: Buffer, atMs: number, isGood: (status: number, body: string, ms: number) => boolean }} Planned
 * @typedef {{ latencies: number[], good: number, sent: number }} Paced
 */

/**
 * Each request at its time, whether or not the ones before were answered; a latency counts from the time at which the
 * request was due, so that a server that falls behind cannot hide it.
 * @param {number} port
 * @param {readonly Planned[]} plan by `atMs`
 * @returns {Promise<Record<string, Paced>>} by kind
 */
export function runOpen(port, plan) {
  /** @type {Record<string, Paced>} */
  const paced = {};
  /** @type {Connection[]} */
  const idle = [];
  const startedAt = performance.now();
  return new Promise((resolve) => {
    let waiting = plan.length;
    const finish = () => {
      clearTimeout(timer);
      idle.forEach((connection) => connection.close());
      resolve(paced);
    };
    const lastAt = plan.at(-1)?.atMs ?? 0;
    const timer = setTimeout(finish, lastAt + PATIENCE_MS);
    const send = (/** @type {Planned} */ { kind, request, atMs, isGood }) => {
      const figures = (paced[kind] ??= { latencies: [], good: 0, sent: 0 });
      figures.sent += 1;
      const connection = idle.pop() ?? new Connection(port);
      connection.send(request, (status, body) => {
        const ms = performance.now() - startedAt - atMs;
        figures.latencies.push(ms);
        figures.good += isGood(status, body, ms) ? 1 : 0;
        idle.push(connection);
        if (--waiting === 0) {
          finish();
        }
      });
    };
    let next = 0;
    const tick = () => {
      const now = performance.now() - startedAt;
      for (let planned = plan[next]; planned && planned.atMs <= now; planned = plan[next]) {
        next += 1;
        send(planned);
      }
      const following = plan[next];
      if (following) {
        setTimeout(tick, Math.max(0, following.atMs - (performance.now() - startedAt)));
      }
    };
    tick();
  });
}
