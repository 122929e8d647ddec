import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { serverErrors } from '../load/crowd.mjs';
import { countNotices, remindClasses } from '../world/reminders.mjs';

/**
 * Redis killed, away for a while, back again: reports and reminders are taken all the time, the jobs catch up.
 * @param {import('../world/world.mjs').World} world
 * @param {{ awaySeconds: number }} options
 */
export async function loseRedis(world, { awaySeconds }) {
  const { stores } = world.rig;
  const warmUp = world.crowd();
  await sleep(5_000);
  await warmUp.stop();
  process.kill(stores.redis.pid, 'SIGKILL');
  const crowd = world.crowd({ pauseMs: 200 });
  await sleep(awaySeconds * 500);
  const units = await remindClasses(world, 2);
  await sleep(awaySeconds * 500);
  const whileAway = await crowd.stop();
  const early = await countNotices(world, units);
  await stores.restartRedis();
  const caughtUpMs = await world.outboxEmpties(300_000);
  const late = await countNotices(world, units);
  console.log('  while Redis was away', JSON.stringify(whileAway.statuses), `notices outstanding ${early.notOnce}`);
  return [
    atLeast('Redis away: reports acknowledged', whileAway.statuses[201] ?? 0, 1),
    atMost('Redis away: 5xx', serverErrors(whileAway) + (whileAway.statuses[503] ?? 0), 0),
    atLeast('Redis away: reminders that had to wait', early.notOnce, 1),
    atMost('Redis back: seconds until every job was done', caughtUpMs / 1000, 120),
    atMost('Redis back: reminded people without exactly one notice', late.notOnce, 0),
  ];
}
