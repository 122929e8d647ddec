import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endWith, LauncherFault } from './launcher/fault.mjs';
import { demandNode, install, isInstalled } from './launcher/install.mjs';
import { ROOT } from './launcher/place.mjs';
import { step } from './launcher/progress.mjs';

/**
 * `npm run bench -- NAME` and `npm run faults -- NAME`: runs bench/NAME.mjs or faults/NAME.mjs, without NAME all of them.
 * Each ends with one line of JSON and exits 0 only where every bar holds.
 */
async function main() {
  const [kind = '', ...wanted] = process.argv.slice(2);
  demandNode();
  if (!isInstalled()) {
    await step('安装依赖 / packages', install);
  }
  const known = programsOf(kind);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const list = known.join(', ');
    throw new LauncherFault(
      `没有 ${unknown.join(', ')}，可选：${list}`,
      `Unknown: ${unknown.join(', ')}; there are: ${list}`,
    );
  }
  const failed = (wanted.length > 0 ? wanted : known).filter((name) => !holds(join(ROOT, kind, `${name}.mjs`)));
  process.exit(failed.length === 0 ? 0 : 1);
}

/** @param {string} kind @returns {string[]} every program right in the folder; its libraries lie deeper */
function programsOf(kind) {
  const dir = join(ROOT, kind);
  const names = existsSync(dir) ? readdirSync(dir) : [];
  return names.filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -'.mjs'.length));
}

/** @param {string} program */
const holds = (program) => spawnSync(process.execPath, [program], { cwd: ROOT, stdio: 'inherit' }).status === 0;

main().catch(endWith);
