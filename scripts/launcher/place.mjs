import { mkdirSync, statfsSync, accessSync, constants } from 'node:fs';
import { resolve, join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LauncherFault } from './fault.mjs';

/** The root of the project. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where everything that outlives a run is kept: .data/, or DATA_DIR. */
export const DATA = resolve(ROOT, process.env.DATA_DIR ?? '.data');

const NEEDED_BYTES = 300 * 1024 * 1024;
const EXHAUSTED_BYTES = 20 * 1024 * 1024;

/**
 * @param {string} dir created when missing
 * @param {(dir: string) => number} freeIn bytes
 */
export function demandRoom(dir, freeIn = freeBytes) {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    if (isDiskFull(error)) {
      throw diskFull(dir);
    }
    throw new LauncherFault(`无法写入目录 ${dir}。`, `The directory ${dir} cannot be written.`);
  }
  if (freeIn(dir) < NEEDED_BYTES) {
    throw diskFull(dir);
  }
}

/** @param {string} dir */
function freeBytes(dir) {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

/** A store that ran out of space may only say that its connection ended: the disk itself is asked. */
export const isExhausted = () => freeBytes(DATA) < EXHAUSTED_BYTES;

/** @param {string} dir */
export function diskFull(dir) {
  return new LauncherFault(
    `磁盘空间不足：${dir} 至少需要 300 MB 可用空间。`,
    `The disk is full: ${dir} needs at least 300 MB of free space.`,
  );
}

/** @param {unknown} error an exception or the text of a log */
export function isDiskFull(error) {
  const text = error instanceof Error ? `${/** @type {NodeJS.ErrnoException} */ (error).code} ${error.message}` : error;
  return /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(String(text));
}

/** @param {...string} parts */
export const inData = (...parts) => join(DATA, ...parts);
