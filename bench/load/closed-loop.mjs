import { percentile } from '../rig/verdict.mjs';
import { Connection } from './connection.mjs';

/**
 * @typedef {{ answered: number, seconds: number, perSecond: number, p50: number, p99: number, good: number }} Figures
 */

/**
 * As fast as it is answered: each connection sends its next request when the last one has come back.
 * @param {{ port: number, connections: number, forMs?: number }} slice
 * @param {readonly Buffer[]} requests sent in this order, each once
 * @param {(status: number, body: string) => boolean} isGood
 * @returns {Promise<Figures>}
 */
export function runClosed({ port, connections, forMs = Infinity }, requests, isGood) {
  /** @type {number[]} */
  const latencies = [];
  let good = 0;
  let next = 0;
  return new Promise((resolve) => {
    let open = connections;
    const startedAt = performance.now();
    const finish = () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const [p50, p99] = [0.5, 0.99].map((share) => percentile(latencies, share));
      const answered = latencies.length;
      resolve({ answered, seconds, perSecond: answered / seconds, p50, p99, good });
    };
    for (let at = 0; at < connections; at++) {
      const connection = new Connection(port);
      const sendNext = () => {
        const sentAt = performance.now();
        const request = sentAt - startedAt < forMs ? requests[next++] : undefined;
        if (request === undefined) {
          connection.close();
          return --open === 0 ? finish() : undefined;
        }
        connection.send(request, (status, body) => {
          latencies.push(performance.now() - sentAt);
          good += isGood(status, body) ? 1 : 0;
          sendNext();
        });
      };
      sendNext();
    }
  });
}
