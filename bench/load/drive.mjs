import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * The process that sends the load.
 * @param {import('../rig/rig.mjs').Rig} rig
 */
export async function openDriver(rig) {
  const { dist, campus, env } = rig;
  const script = fileURLToPath(new URL('./driver.mjs', import.meta.url));
  const child = fork(script, [dist, String(env().KEYS_FILE), campus.day, String(campus.people)]);
  await once(child, 'message');
  return {
    /**
     * @param {{ port: number, connections: number, atMost: number, forMs?: number }} slice
     * @returns {Promise<{ answered: number, seconds: number, perSecond: number, p50: number, p99: number, good: number }>}
     */
    run: async (slice) => {
      child.send(slice);
      const [figures] = await once(child, 'message');
      return figures;
    },
    close: () => {
      child.disconnect();
      return once(child, 'exit');
    },
  };
}
