import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The network is back for all at once. Meanwhile the first terminals lose their power once more, and a server is killed.
 * @param {import('./world.mjs').GateWorld} world
 * @param {{ lane: import('./day.mjs').LaneProcess, process: ReturnType<import('./day.mjs').LaneProcess['start']> }[]} running
 * @param {{ cutAfterMs: number, killAfterMs: number | null }} trouble
 * @returns {Promise<{ figures: import('./flush.mjs').Figures, cuts: number, seconds: number }>}
 */
export async function tellEverything(world, running, { cutAfterMs, killAfterMs }) {
  const startedAt = Date.now();
  const [told] = await Promise.all([
    Promise.all(
      running.map(async ({ lane, process }, at) => {
        const telling = process.run('flush');
        if (at === 0) {
          await sleep(cutAfterMs);
          process.cutPower();
        }
        const figures = await telling;
        return figures === null ? { ...(await again(lane)), cuts: 1 } : { figures, process, cuts: 0 };
      }),
    ),
    killAfterMs === null ? null : sleep(killAfterMs).then(() => killAndRestart(world)),
  ]);
  await Promise.all(told.map(({ process }) => process.close()));
  return {
    figures: told.map(({ figures }) => figures).reduce(sumOf),
    cuts: told.reduce((sum, { cuts }) => sum + cuts, 0),
    seconds: (Date.now() - startedAt) / 1000,
  };
}

/** @param {import('./day.mjs').LaneProcess} lane */
async function again(lane) {
  const process = lane.start(null);
  return { process, figures: await process.run('flush') };
}

/** @param {import('./world.mjs').GateWorld} world */
async function killAndRestart({ kill, startServer, ports }) {
  for (const port of ports) {
    await kill(port);
    await startServer(port);
  }
}

/** @param {Record<string, number>} one @param {Record<string, number>} other */
const sumOf = (one, other) =>
  Object.fromEntries(Object.entries(one).map(([name, figure]) => [name, figure + other[name]]));
