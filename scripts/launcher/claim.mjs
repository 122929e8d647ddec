import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { LauncherFault } from './fault.mjs';
import { inData } from './place.mjs';
import { endOrphan, readPid, writePid } from './processes.mjs';
import { say } from './progress.mjs';
import { onStop } from './stop.mjs';

const claim = () => inData('launcher.json');

/** @returns {boolean} whether a launcher runs on this data directory */
export const isClaimed = () => readPid(claim()) !== null;

/** Where the process ids of the API and the worker are written. @param {string} name */
export const pidFileOf = (name) => inData('run', `${name}.json`);

/**
 * One launcher per data directory.
 * @param {number} port told to whoever starts a second one
 */
export function claimDirectory(port) {
  const other = readPid(claim());
  if (other !== null) {
    const { port: taken } = JSON.parse(readFileSync(claim(), 'utf8'));
    throw new LauncherFault(
      `已经在运行：http://localhost:${taken}（进程 ${other}）。再运行一个请另选 DATA_DIR 和 PORT。`,
      `It runs already at http://localhost:${taken} (process ${other}). For another one choose DATA_DIR and PORT.`,
    );
  }
  writePid(claim(), { pid: process.pid, mark: basename(String(process.argv[1])), port });
  onStop(() => rmSync(claim(), { force: true }));
}

/** Ends the API and worker of a launcher that was killed; the stores find their own orphans. */
export async function endOrphans() {
  let names;
  try {
    names = readdirSync(inData('run'));
  } catch {
    return;
  }
  const ended = await Promise.all(names.map((name) => endOrphan(inData('run', name), 5000)));
  if (ended.includes(true)) {
    say('• 已清理上次异常退出留下的进程 / ended what an earlier run left behind');
  }
}
