import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { endProcess, writePid } from './processes.mjs';
import { say } from './progress.mjs';
import { isStopping } from './stop.mjs';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** A child that ran this long had recovered: its next end counts as the first. */
const CALM_MS = 60_000;

/**
 * @typedef {object} Supervised
 * @property {string} name
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} restart
 * @property {() => number} crashes since the last calm minute
 * @property {() => string} tail the last lines of its log
 */

/**
 * Keeps a program of the server running: one that ends by itself is started again with growing pauses.
 * @param {{ name: string, script: string, env: NodeJS.ProcessEnv, log: string, pidFile: string }} options
 * @returns {Supervised}
 */
export function supervise({ name, script, env, log, pidFile }) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  /** @type {NodeJS.Timeout | undefined} */
  let pause;
  let wanted = true;
  let crashes = 0;
  let startedAt = 0;

  const start = () => {
    mkdirSync(dirname(log), { recursive: true });
    const output = openSync(log, 'a');
    startedAt = Date.now();
    // a process group of its own: Ctrl-C reaches it through the launcher, in order
    const own = spawn(process.execPath, ['--enable-source-maps', script], {
      env,
      detached: true,
      stdio: ['ignore', output, output],
    });
    child = own;
    closeSync(output);
    writePid(pidFile, { pid: Number(own.pid), mark: script });
    // one that `stop` took ends by our wish, whenever the news of it comes
    own.once('exit', (code, signal) => {
      if (child === own) {
        child = null;
        onExit(code, signal);
      }
    });
  };

  const onExit = (/** @type {number | null} */ code, /** @type {NodeJS.Signals | null} */ signal) => {
    if (!wanted || isStopping()) {
      return;
    }
    crashes = Date.now() - startedAt > CALM_MS ? 1 : crashes + 1;
    const waitMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (crashes - 1));
    say(
      `! ${name} 意外退出（${signal ?? code}），${waitMs / 1000} 秒后重启，日志 ${log}\n` +
        `  ${name} ended (${signal ?? code}); starting it again in ${waitMs / 1000} s, log ${log}`,
    );
    pause = setTimeout(start, waitMs);
  };

  const stop = async () => {
    wanted = false;
    clearTimeout(pause);
    const own = child;
    child = null;
    if (own?.pid) {
      await endProcess(own.pid, [
        { signal: 'SIGTERM', waitMs: 15_000 },
        { signal: 'SIGKILL', waitMs: 2000 },
      ]);
    }
  };

  start();
  return {
    name,
    stop,
    restart: async () => {
      await stop();
      wanted = true;
      crashes = 0;
      start();
    },
    crashes: () => crashes,
    tail: () => readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n'),
  };
}
