import { setTimeout as sleep } from 'node:timers/promises';
import { diskFull, isDiskFull, DATA } from './place.mjs';

const PATIENCE_MS = 90_000;
const CRASHES_UNTIL_GIVING_UP = 3;

/**
 * @param {number} port
 * @param {import('./children.mjs').Supervised[]} children a child that keeps ending before the first answer ends the start
 */
export async function waitUntilAnswering(port, children) {
  const deadline = Date.now() + PATIENCE_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    const broken = children.find((child) => child.crashes() >= CRASHES_UNTIL_GIVING_UP);
    if (broken) {
      const tail = broken.tail();
      throw isDiskFull(tail) ? diskFull(DATA) : new Error(`${broken.name} does not start:\n${tail}`);
    }
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) });
      if (answer.status === 200) {
        return;
      }
      last = `${answer.status} ${await answer.text()}`;
    } catch {
      // not listening yet
    }
    await sleep(100);
  }
  throw new Error(`/health/ready did not answer 200 within ${PATIENCE_MS / 1000} s: ${last}`);
}
