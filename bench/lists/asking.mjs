import { setTimeout as sleep } from 'node:timers/promises';
import { countStatements } from '../rig/statements.mjs';
import { percentile } from '../rig/verdict.mjs';

/** Callers and plans are kept for four seconds. */
const FORGOTTEN_MS = 4_500;

/**
 * @param {number} port @param {string} authorization @param {string} path
 * @returns {Promise<{ ms: number, body: object }>}
 */
export async function get(port, authorization, path) {
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { headers: { authorization } });
  const body = await answer.json();
  if (answer.status !== 200) {
    throw new Error(`${path} was answered ${answer.status}`);
  }
  return { ms: performance.now() - startedAt, body };
}

/**
 * One path, asked again and again, one request after the other.
 * @param {import('../rig/rig.mjs').Rig} rig @param {string} authorization
 * @param {string | (() => string)} path or where the next one comes from
 * @param {number} times
 * @returns {Promise<{ p50: number, p95: number, sqlMs: number, cold: number }>} cold: statements when nothing is kept
 */
export async function measureList(rig, authorization, path, times) {
  const ask = () => get(rig.port, authorization, typeof path === 'string' ? path : path());
  await sleep(FORGOTTEN_MS);
  const { perRequest: cold } = await countStatements(rig, async () => {
    await ask();
    return 1;
  });
  for (let at = 0; at < times / 4; at++) {
    await ask();
  }
  /** @type {number[]} */
  const latencies = [];
  const { msPerRequest } = await countStatements(rig, async () => {
    while (latencies.length < times) {
      latencies.push((await ask()).ms);
    }
    return latencies.length;
  });
  return { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), sqlMs: msPerRequest, cold };
}
