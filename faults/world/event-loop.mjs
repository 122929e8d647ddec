import { ask } from '../load/http.mjs';

/**
 * How late the server's own timers ran since the last time it was asked, 99th percentile, as /metrics says.
 * @param {number} port
 * @returns {Promise<number>} NaN where it does not say
 */
export async function eventLoopLagMs(port) {
  const { body } = await ask(port, 'GET', '/metrics', {});
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(body)?.[1] ?? NaN) * 1000;
}
