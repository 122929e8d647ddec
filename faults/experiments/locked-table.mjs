import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { serverErrors } from '../load/crowd.mjs';
import { ask } from '../load/http.mjs';
import { eventLoopLagMs } from '../world/event-loop.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';

/**
 * Somebody locks the table of reports for a while.
 * @param {import('../world/world.mjs').World} world
 * @param {{ seconds: number }} options
 */
export async function lockTable(world, { seconds }) {
  const { observer, port } = world.rig;
  const crowd = world.crowd({ phones: 24, pauseMs: 60 });
  await sleep(1_000);
  const lock = await observer.connect();
  await lock.query('BEGIN');
  await lock.query('LOCK TABLE check_in_reports IN ACCESS EXCLUSIVE MODE');
  await eventLoopLagMs(port);
  let unhealthy = 0;
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(250)) {
    unhealthy += (await ask(port, 'GET', '/health/live', {})).status === 200 ? 0 : 1;
  }
  const lagMs = await eventLoopLagMs(port);
  await lock.query('ROLLBACK');
  lock.release();
  const freedAt = Date.now();
  const healedMs = await waitUntil('a report is acknowledged', () => crowd.lastAcknowledgedAt() > freedAt, 20_000);
  await sleep(1_000);
  const tally = await crowd.stop();
  console.log('  answers by status', JSON.stringify(tally.statuses));
  return [
    atLeast('locked table: answers 503 meanwhile', tally.statuses[503] ?? 0, 1),
    atMost('locked table: slowest 503 in seconds', tally.slowestBusyMs / 1000, 2),
    atMost('locked table: 5xx other than 503', serverErrors(tally), 0),
    atMost('locked table: 503 without Retry-After', tally.withoutRetryAfter, 0),
    atMost('locked table: /health/live not answered', unhealthy, 0),
    atMost('locked table: event loop late by ms (p99)', lagMs, 200),
    atMost('locked table: seconds until healthy again', healedMs / 1000, 5),
  ];
}
