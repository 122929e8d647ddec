import { spawnSync } from 'node:child_process';
import { buildServer, serverProgram } from './launcher/builds.mjs';
import { endWith, LauncherFault } from './launcher/fault.mjs';
import { demandNode, install, isInstalled } from './launcher/install.mjs';
import { step } from './launcher/progress.mjs';

/** `npm run terminal -- …`: a gate terminal in software. It needs no database, only the address of a server. */
async function main() {
  demandNode();
  if (!isInstalled()) {
    await step('安装依赖 / packages', install);
  }
  await buildServer();
  const program = serverProgram('soft-terminal/main');
  if (program === null) {
    throw new LauncherFault('终端程序没有构建出来。', 'The terminal was not built.');
  }
  const args = ['--enable-source-maps', program, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exit(status ?? 1);
}

main().catch(endWith);
