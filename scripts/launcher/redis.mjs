import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskFull, isDiskFull } from './place.mjs';
import { freePort } from './ports.mjs';
import { endOrphan, endProcess, isAlive, writePid } from './processes.mjs';

/** @typedef {{ port: number, pid: number, url: string, stop: () => Promise<void> }} Redis */

/**
 * Starts Redis on the loopback; ends one that an earlier launcher left on the same directory.
 * @param {{ dir: string, binary: import('./redis-binary.mjs').RedisBinary, log: string, port?: number, durable?: boolean }} options
 * @returns {Promise<Redis>}
 */
export async function startRedis({ dir, binary, log, port, durable = true }) {
  const pidFile = join(dir, 'launcher-redis.json');
  mkdirSync(dirname(dir), { recursive: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(log), { recursive: true });
  await endOrphan(pidFile, 10_000);
  const chosen = port ?? (await freePort());
  const password = randomBytes(18).toString('base64url');
  const config = join(dir, 'launcher-redis.conf');
  writeFileSync(config, configuration(dir, chosen, password, durable), { mode: 0o600 });
  const output = openSync(log, 'a');
  const child = spawn(binary.program, [config], {
    detached: true,
    stdio: ['ignore', output, output],
    env: binary.libraries === null ? process.env : { ...process.env, LD_LIBRARY_PATH: binary.libraries },
  });
  closeSync(output);
  child.unref();
  await new Promise((resolve, reject) => child.once('spawn', () => resolve(null)).once('error', reject));
  const pid = /** @type {number} */ (child.pid);
  // Redis rewrites its own command line to "redis-server 127.0.0.1:PORT"
  writePid(pidFile, { pid, mark: `:${chosen}` });
  const stop = async () => {
    await endProcess(pid, [
      { signal: 'SIGTERM', waitMs: 10_000 },
      { signal: 'SIGKILL', waitMs: 2000 },
    ]);
  };
  try {
    await waitUntilReady(chosen, password, pid, log, dir);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: chosen, pid, url: `redis://:${password}@127.0.0.1:${chosen}`, stop };
}

/** @param {string} dir @param {number} port @param {string} password @param {boolean} durable */
function configuration(dir, port, password, durable) {
  return [
    `bind 127.0.0.1`,
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${dir}"`,
    'daemonize no',
    'save ""',
    `appendonly ${durable ? 'yes' : 'no'}`,
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'databases 64',
    '',
  ].join('\n');
}

/** @param {number} port @param {string} password @param {number} pid @param {string} log @param {string} dir */
async function waitUntilReady(port, password, pid, log, dir) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && isAlive(pid)) {
    if (await answersPing(port, password)) {
      return;
    }
    await sleep(50);
  }
  const tail = readFileSync(log, 'utf8').slice(-2000);
  if (isDiskFull(tail)) {
    throw diskFull(dir);
  }
  throw new Error(`Redis does not start, see ${log}:\n${tail}`);
}

/** @param {number} port @param {string} password @returns {Promise<boolean>} false while it is loading its file, too */
function answersPing(port, password) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    let answer = '';
    const finish = (/** @type {boolean} */ ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.includes('+PONG')) {
        finish(true);
      } else if (answer.includes('-')) {
        finish(false);
      }
    });
    socket.on('error', () => finish(false));
    socket.on('timeout', () => finish(false));
  });
}
