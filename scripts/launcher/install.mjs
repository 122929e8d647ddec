import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherFault } from './fault.mjs';
import { inData, ROOT } from './place.mjs';
import { npm, runTool, ToolFailure } from './tools.mjs';

const lock = join(ROOT, 'package-lock.json');
const stamp = join(ROOT, 'node_modules', '.campus-install');
const npmsOwn = join(ROOT, 'node_modules', '.package-lock.json');

const lockHash = () => createHash('sha256').update(readFileSync(lock)).digest('hex');

/** @returns {boolean} whether node_modules is what the lockfile says */
export function isInstalled() {
  if (existsSync(stamp)) {
    return readFileSync(stamp, 'utf8') === lockHash();
  }
  return existsSync(npmsOwn) && statSync(npmsOwn).mtimeMs >= statSync(lock).mtimeMs;
}

/**
 * Installs what the lockfile pins and leaves the lockfile alone. Not `npm ci`, which takes the lockfile as well but
 * begins by taking everything away that is there.
 * Install scripts of packages are not run: the launcher does what they would do.
 */
export async function install() {
  const log = inData('logs', 'install.log');
  try {
    await runTool(...npm(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']), { log });
  } catch (error) {
    if (error instanceof ToolFailure) {
      throw new LauncherFault(
        `安装依赖失败，请检查网络后重试。\n${error.message}`,
        'Installing the packages failed: check the network and start again.',
      );
    }
    throw error;
  }
  writeFileSync(stamp, lockHash());
}

export function demandNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new LauncherFault(
      `需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。`,
      `Node.js 20.19 or newer is needed; this is ${process.versions.node}.`,
    );
  }
}
