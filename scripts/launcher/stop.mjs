import { say } from './progress.mjs';

/** @type {(() => Promise<void> | void)[]} */
const stops = [];
/** @type {Promise<void> | null} */
let stopping = null;

/**
 * What was started last is ended first.
 * @param {() => Promise<void> | void} stop
 */
export function onStop(stop) {
  stops.push(stop);
}

export const isStopping = () => stopping !== null;

/** Ends everything that was started; a second call waits for the first. */
export function stopAll() {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        say(`  ${error instanceof Error ? error.message : error}`);
      }
    }
  })();
  return stopping;
}

/** Ctrl-C, a closed terminal and SIGTERM end all of it in order. */
export function stopOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (isStopping()) {
        return;
      }
      say('\n正在停止… / Stopping…');
      void stopAll().then(() => {
        say('已停止，数据保留在 .data/。/ Stopped; the data stays in .data/.');
        process.exit(0);
      });
    });
  }
}
