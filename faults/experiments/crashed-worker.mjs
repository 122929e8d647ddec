import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { countNotices, remindClasses } from '../world/reminders.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';

const PLACES = ['relay.before_enqueue', 'relay.after_enqueue', 'job.before_mark'];

/**
 * The worker crashes between commit and enqueue, between enqueue and mark, between the work and its mark.
 * @param {import('../world/world.mjs').World} world
 * @param {{ places?: string[] }} options
 */
export async function crashWorker(world, { places = PLACES } = {}) {
  let crashed = 0;
  let notOnce = 0;
  let slowestMs = 0;
  for (const place of places) {
    await world.worker.stop();
    world.restartWorker({ FAILPOINT: place });
    const units = await remindClasses(world, 1);
    const { worker } = world;
    await waitUntil(`the worker crashes at ${place}`, () => !worker.isRunning(), 60_000);
    crashed += worker.isRunning() ? 0 : 1;
    world.restartWorker();
    slowestMs = Math.max(slowestMs, await world.outboxEmpties(180_000));
    const notices = await countNotices(world, units);
    console.log(`  ${place}: ${notices.people} reminded, ${notices.notOnce} without exactly one notice`);
    notOnce += notices.notOnce;
  }
  return [
    atLeast('worker: crashes at a planted place', crashed, places.length),
    atMost('worker crashed: reminded people without exactly one notice', notOnce, 0),
    atMost('worker crashed: seconds until every job was done', slowestMs / 1000, 120),
  ];
}
