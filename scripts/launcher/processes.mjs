import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** @param {number} pid */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {number} pid
 * @returns {string} its command line, empty when it is gone
 */
function commandOf(pid) {
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/**
 * A process id may have been given to somebody else since it was written down.
 * @param {number} pid
 * @param {string} mark text that our process has in its command line
 */
export function isOurs(pid, mark) {
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandOf(pid).includes(mark);
}

/**
 * Signals one after the other until the process is gone.
 * @param {number} pid
 * @param {{ signal: NodeJS.Signals, waitMs: number }[]} ladder
 * @returns {Promise<boolean>} whether it is gone
 */
export async function endProcess(pid, ladder) {
  for (const { signal, waitMs } of ladder) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    for (let waited = 0; waited < waitMs; waited += 50) {
      if (!isAlive(pid)) {
        return true;
      }
      await sleep(50);
    }
  }
  return !isAlive(pid);
}

/** @param {string} file @param {{ pid: number, mark: string, port?: number }} entry */
export function writePid(file, entry) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(entry));
}

/**
 * @param {string} file
 * @returns {number | null} the process written there, if it still runs and is ours
 */
export function readPid(file) {
  try {
    const { pid, mark } = JSON.parse(readFileSync(file, 'utf8'));
    return isOurs(pid, mark) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Ends what a launcher that died by force has left behind.
 * @param {string} file
 * @param {number} waitMs how long it may take to end in peace
 * @returns {Promise<boolean>} whether something was there
 */
export async function endOrphan(file, waitMs) {
  const pid = readPid(file);
  if (pid !== null) {
    await endProcess(pid, [
      { signal: 'SIGTERM', waitMs },
      { signal: 'SIGKILL', waitMs: 5000 },
    ]);
  }
  rmSync(file, { force: true });
  return pid !== null;
}
