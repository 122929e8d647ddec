import { atLeast } from '../../bench/rig/verdict.mjs';

const STATEMENT = 'check_in.submit';

/**
 * kill -9 of the server between the commit of a report and its answer.
 * @param {import('../world/world.mjs').World} world
 * @param {{ kills: number }} options
 */
export async function killAfterCommit(world, { kills }) {
  await world.server.stop();
  await world.restartServer(world.throughProxy);
  const crowd = world.crowd({ phones: 4 });
  let killed = 0;
  for (let at = 0; at < kills; at++) {
    world.proxy.onceCommitted(STATEMENT, () => void world.server.kill('SIGKILL'));
    killed += (await world.server.ended) === 'SIGKILL' ? 1 : 0;
    await world.restartServer(world.throughProxy);
  }
  const tally = await crowd.stop();
  console.log('  answers by status', JSON.stringify(tally.statuses));
  await world.server.stop();
  await world.restartServer();
  return [atLeast('server: kill -9 between commit and answer', killed, kills)];
}
