import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from './builds.mjs';
import { endProcess } from './processes.mjs';
import { ROOT } from './place.mjs';
import { say } from './progress.mjs';
import { onStop } from './stop.mjs';
import { npm } from './tools.mjs';

const SETTLE_MS = 300;

/**
 * Rebuilds and restarts the server's programs whenever its sources change.
 * @param {import('./children.mjs').Supervised[]} children
 */
export function rebuildOnChange(children) {
  /** @type {NodeJS.Timeout | undefined} */
  let settle;
  let queue = Promise.resolve();
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

/** Taro's own watch mode writes miniapp/dist/h5, which the API serves. */
export function watchH5() {
  const [command, args] = npm(['run', 'build:h5', '-w', 'miniapp', '--', '--watch']);
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
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
