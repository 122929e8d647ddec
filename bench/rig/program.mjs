import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.once('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/**
 * Starts a program of the build; its output goes to a file.
 * @param {{ script: string, env: NodeJS.ProcessEnv, log: string, nodeArgs?: string[] }} options
 */
export function startProgram({ script, env, log, nodeArgs = [] }) {
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [...nodeArgs, script], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  running.add(child);
  /** @type {Promise<number | NodeJS.Signals | null>} */
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve(signal ?? code);
    });
  });
  return {
    pid: Number(child.pid),
    ended,
    isRunning: () => running.has(child),
    tail: () => readFileSync(log, 'utf8').slice(-1500),
    /** @param {NodeJS.Signals} signal */
    kill: async (signal) => {
      child.kill(signal);
      return ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** @typedef {ReturnType<typeof startProgram>} Program */

/**
 * @param {number} port
 * @param {Program} program
 * @param {string} path answers 200 when the program serves
 */
export async function waitUntilServing(port, program, path = '/health/ready') {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (!program.isRunning()) {
      throw new Error(`the program ended (${await program.ended}):\n${program.tail()}`);
    }
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2000) });
      if (answer.status === 200) {
        return;
      }
    } catch {
      // not listening yet
    }
    await sleep(50);
  }
  throw new Error(`no answer on ${path} within 60 s:\n${program.tail()}`);
}
