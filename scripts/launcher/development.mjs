import { spawn } from 'node:child_process';
import { mkdirSync, watch } from 'node:fs';
import { join, sep } from 'node:path';
import { buildServer } from './builds.mjs';
import { endProcess } from './processes.mjs';
import { ROOT } from './place.mjs';
import { say } from './progress.mjs';
import { onStop } from './stop.mjs';
import { npm } from './tools.mjs';

const SETTLE_MS = 300;
/** Taro's watch mode writes file by file */
const SETTLE_H5_MS = 1500;

/** Where Taro's watch mode leaves the app: never in the place of what `npm start` built. */
const H5_NAME = 'h5-dev';
export const H5_BY_WATCH = join(ROOT, 'miniapp/dist', H5_NAME);

/** One restart at a time, whatever asked for it. */
let queue = Promise.resolve();

/**
 * Rebuilds and restarts the server's programs whenever its sources change.
 * @param {import('./children.mjs').Supervised[]} children
 */
export function rebuildOnChange(children) {
  /** @type {NodeJS.Timeout | undefined} */
  let settle;
  const rebuild = async () => {
    try {
      if (await buildServer()) {
        await Promise.all(children.map((child) => child.restart()));
        say('↻ 服务端已重新构建并重启 / server rebuilt and restarted');
      }
    } catch (error) {
      say(`✗ ${error instanceof Error ? error.message : error}`);
    }
  };
  for (const dir of ['server/src', 'shared/src']) {
    const watcher = watch(join(ROOT, dir), { recursive: true }, () => {
      clearTimeout(settle);
      settle = setTimeout(() => (queue = queue.then(rebuild)), SETTLE_MS);
    });
    onStop(() => watcher.close());
  }
}

/**
 * Taro's own watch mode builds the app; the API knows its files from when it started, so it starts again after each build.
 * @param {import('./children.mjs').Supervised[]} children
 */
export function watchH5(children) {
  mkdirSync(H5_BY_WATCH, { recursive: true });
  restartWhenBuilt(children.filter(({ name }) => name === 'api'));
  const [command, args] = npm(['run', 'watch:h5', '-w', 'miniapp']);
  const env = { ...process.env, APP_OUTPUT: `dist/${H5_NAME}` };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  onStop(async () => {
    if (child.pid) {
      // the whole group: npm, its shell and Taro
      await endProcess(-child.pid, [
        { signal: 'SIGTERM', waitMs: 5000 },
        { signal: 'SIGKILL', waitMs: 1000 },
      ]);
    }
  });
}

/** @param {import('./children.mjs').Supervised[]} children */
function restartWhenBuilt(children) {
  /** @type {NodeJS.Timeout | undefined} */
  let settle;
  const restart = async () => {
    await Promise.all(children.map((child) => child.restart()));
    say('↻ H5 已重新构建，刷新页面即可 / H5 rebuilt: reload the page');
  };
  // its parent: Taro may take the directory itself away
  const watcher = watch(join(H5_BY_WATCH, '..'), { recursive: true }, (_, file) => {
    if (file?.split(sep)[0] === H5_NAME) {
      clearTimeout(settle);
      settle = setTimeout(() => (queue = queue.then(restart)), SETTLE_H5_MS);
    }
  });
  onStop(() => {
    clearTimeout(settle);
    watcher.close();
  });
}
