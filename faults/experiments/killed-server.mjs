import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';
import { serverErrors } from '../load/crowd.mjs';

/** answered between one kill and the next, so that each kill meets a server at work */
const REPORTS_BETWEEN = 100;
const PATIENCE_MS = 30_000;

/**
 * kill -9 of the server at random moments under load.
 * @param {import('../world/world.mjs').World} world
 * @param {{ kills: number }} options
 */
export async function killServer(world, { kills }) {
  const crowd = world.crowd({ phones: 16, pauseMs: 40 });
  let killed = 0;
  for (let at = 0; at < kills; at++) {
    const before = crowd.acknowledged();
    const isBusy = () => crowd.acknowledged() >= before + REPORTS_BETWEEN;
    await waitUntil('the server is at work', isBusy, PATIENCE_MS);
    await sleep(world.draw() * 600);
    killed += (await world.server.kill('SIGKILL')) === 'SIGKILL' ? 1 : 0;
    await world.restartServer();
  }
  await sleep(1_000);
  const tally = await crowd.stop();
  console.log('  answers by status (0: none came)', JSON.stringify(tally.statuses));
  return [
    atLeast('server: kill -9 under load', killed, kills),
    atLeast('server killed: attempts that were cut off', tally.statuses[0] ?? 0, 1),
    atMost('server killed: 5xx other than 503', serverErrors(tally), 0),
  ];
}
