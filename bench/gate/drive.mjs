import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The process that sends the load.
 * @param {import('../rig/rig.mjs').Rig} rig
 * @param {import('./gates.mjs').Gates} gates
 */
export async function openGateDriver({ dist, campus, env, place }, gates) {
  const file = place.inDir('driver.json');
  const { day, people } = campus;
  writeFileSync(file, JSON.stringify({ dist, keysFile: env().KEYS_FILE, day, people, gates }), { mode: 0o600 });
  const child = fork(fileURLToPath(new URL('./driver.mjs', import.meta.url)), [file]);
  await once(child, 'message');
  const ask = async (/** @type {object} */ message) => {
    child.send(message);
    const [answer] = await once(child, 'message');
    return answer;
  };
  return {
    /** Codes and requests for the next slice. @param {number} atMost */
    prepare: (atMost) => ask({ step: 'prepare', atMost }),
    /** @param {{ port: number, connections: number, forMs?: number }} slice what was prepared, as fast as it is answered */
    run: (slice) => ask({ step: 'closed', ...slice }),
    /** @param {{ port: number, connections: number, atMost: number }} slice reports, as fast as they are answered */
    report: (slice) => ask({ step: 'reports', ...slice }),
    /**
     * @param {{ port: number, forMs: number, scans: number, reports: number }} slice so many a second
     * @returns {Promise<Record<'scan' | 'report', import('../load/open-loop.mjs').Paced>>}
     */
    pace: (slice) => ask({ step: 'open', ...slice }),
    /** Terminals keep so many events. @param {number} events */
    keep: (events) => ask({ step: 'keep', events }),
    /**
     * They upload all of them.
     * @param {number} port
     * @returns {Promise<{ seconds: number, stored: number, duplicate: number, quarantined: number, busy: number, failed: number }>}
     */
    flush: (port) => ask({ step: 'flush', port }),
    close: () => {
      child.disconnect();
      return once(child, 'exit');
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openGateDriver>>} GateDriver */
