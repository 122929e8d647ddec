import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';

const MEGABYTE = 1024 * 1024;

/**
 * A directory that is full after so many megabytes: a disk in memory where mounting is allowed, else the part of the
 * real disk that the server is told not to leave free.
 * @param {string} path
 * @param {number} megabytes
 */
export function openSmallDisk(path, megabytes) {
  mkdirSync(path, { recursive: true });
  const isMounted = mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  const { bavail, bsize } = statfsSync(path);
  const reserve = isMounted ? 0 : Math.floor((bavail * bsize) / MEGABYTE) - megabytes;
  const disk = {
    path,
    isMounted,
    /** @type {NodeJS.ProcessEnv} */
    env: { UPLOAD_DIR: path, UPLOAD_RESERVE_MB: String(reserve) },
    enlarge: () => {
      if (isMounted) {
        mount('-o', `remount,size=${10 * megabytes}m`, path);
      } else {
        disk.env = { ...disk.env, UPLOAD_RESERVE_MB: String(Math.max(0, reserve - 10 * megabytes)) };
      }
    },
    close: () => {
      if (isMounted) {
        spawnSync('umount', [path]);
      }
      rmSync(path, { recursive: true, force: true });
    },
  };
  return disk;
}

/** @typedef {ReturnType<typeof openSmallDisk>} SmallDisk */

const mount = (/** @type {string[]} */ ...args) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
