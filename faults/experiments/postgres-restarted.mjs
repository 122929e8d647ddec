import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { serverErrors } from '../load/crowd.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';
import { isAlive } from '../../scripts/launcher/processes.mjs';

/**
 * PostgreSQL ended without a checkpoint (`immediate`) under load and started again.
 * @param {import('../world/world.mjs').World} world
 * @param {{ restarts: number }} options
 */
export async function restartPostgres(world, { restarts }) {
  const { stores } = world.rig;
  const crowd = world.crowd();
  let slowestMs = 0;
  for (let at = 0; at < restarts; at++) {
    await sleep(2_000);
    const { pid } = stores.postgres;
    process.kill(pid, 'SIGQUIT');
    await waitUntil('PostgreSQL has ended', () => !isAlive(pid), 20_000);
    await sleep(1_000);
    await stores.restartPostgres();
    const backAt = Date.now();
    await waitUntil('a report is acknowledged', () => crowd.lastAcknowledgedAt() > backAt, 30_000);
    slowestMs = Math.max(slowestMs, Date.now() - backAt);
  }
  await sleep(1_000);
  const tally = await crowd.stop();
  console.log('  answers by status', JSON.stringify(tally.statuses));
  return [
    atLeast('PostgreSQL restarted: answers 503 meanwhile', tally.statuses[503] ?? 0, 1),
    atMost('PostgreSQL restarted: 5xx other than 503', serverErrors(tally), 0),
    atMost('PostgreSQL restarted: 503 without Retry-After', tally.withoutRetryAfter, 0),
    atMost('PostgreSQL restarted: seconds until a report is acknowledged', slowestMs / 1000, 5),
  ];
}
