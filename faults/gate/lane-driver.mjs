import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./lane.mjs', import.meta.url));

/**
 * A process with some terminals, started again after each loss of power.
 * @param {object} setup what every start is told
 * @param {string} file
 * @param {(message: any) => void} hear whatever it tells
 */
export function startLane(setup, file, hear) {
  writeFileSync(file, JSON.stringify(setup), { mode: 0o600 });
  const child = fork(PROGRAM, [file]);
  /** @type {Map<string, (figures: object | null) => void>} */
  const awaited = new Map();
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) =>
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' || code === 0 ? resolve() : reject(new Error(`terminals ended with ${code ?? signal}`)),
    ),
  );
  ended.catch(() => undefined);
  child.on('message', (/** @type {any} */ message) => {
    hear(message);
    awaited.get(message.done)?.(message.figures);
  });
  const cut = ended.then(() => null);
  /** @returns {Promise<any>} null where the power went meanwhile */
  const until = (/** @type {string} */ step) =>
    Promise.race([cut, new Promise((resolve) => awaited.set(step, resolve))]);
  const started = until('start');
  return {
    ended,
    cutPower: () => child.kill('SIGKILL'),
    run: async (/** @type {'day' | 'flush'} */ step) => {
      if ((await started) === null) {
        return null;
      }
      const done = until(step);
      child.send({ step });
      return done;
    },
    close: () => {
      if (child.connected) {
        child.disconnect();
      }
      return ended;
    },
  };
}
