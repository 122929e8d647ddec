import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { serverErrors } from '../load/crowd.mjs';
import { eventLoopLagMs } from '../world/event-loop.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';

const DELAY_MS = 300;
/** more phones than the database now serves: the rest is told to come back */
const TOO_MANY = 120;

/**
 * Every answer of the database 300 ms late, with a bearable and with an unbearable number of phones.
 * @param {import('../world/world.mjs').World} world
 * @param {{ seconds: number }} options
 */
export async function slowDatabase(world, { seconds }) {
  await world.server.stop();
  await world.restartServer(world.throughProxy);
  world.proxy.slowDown(DELAY_MS);
  const few = world.crowd();
  await sleep(seconds * 1000);
  const bearable = await few.stop();
  await eventLoopLagMs(world.rig.port);
  const many = world.crowd({ phones: TOO_MANY, pauseMs: 10 });
  await sleep(seconds * 1000);
  const lagMs = await eventLoopLagMs(world.rig.port);
  world.proxy.slowDown(0);
  const healedAt = Date.now();
  const healedMs = await waitUntil('a report is acknowledged', () => many.lastAcknowledgedAt() > healedAt, 20_000);
  const unbearable = await many.stop();
  await world.server.stop();
  await world.restartServer();
  console.log('  few phones', JSON.stringify(bearable.statuses), 'many phones', JSON.stringify(unbearable.statuses));
  return [
    atLeast('slow database: reports acknowledged', bearable.statuses[201] ?? 0, 1),
    atMost('slow database: 5xx other than 503', serverErrors(bearable) + serverErrors(unbearable), 0),
    atMost(
      'slow database: slowest 503 in seconds',
      Math.max(bearable.slowestBusyMs, unbearable.slowestBusyMs) / 1000,
      2,
    ),
    atMost('slow database: 503 without Retry-After', bearable.withoutRetryAfter + unbearable.withoutRetryAfter, 0),
    atMost('slow database: event loop late by ms (p99)', lagMs, 200),
    atMost('slow database: seconds until healthy again', healedMs / 1000, 5),
  ];
}
