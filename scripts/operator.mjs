import { spawnSync } from 'node:child_process';
import { claimDirectory, isClaimed } from './launcher/claim.mjs';
import { endWith, LauncherFault } from './launcher/fault.mjs';
import { demandNode, install, isInstalled } from './launcher/install.mjs';
import { step } from './launcher/progress.mjs';
import { stopAll, stopOnSignals } from './launcher/stop.mjs';

/**
 * Runs one program of the server (`npm run seed -- --people 500`, `npm run school:create -- …`) on the database of
 * DATABASE_URL, else of the running launcher, else on the embedded one, started for the duration.
 */
async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  demandNode();
  stopOnSignals();
  if (!isInstalled()) {
    await step('安装依赖 / packages', install);
  }
  const { buildServer, serverProgram } = await import('./launcher/builds.mjs');
  await buildServer();
  const script = serverProgram(name);
  if (script === null) {
    throw new LauncherFault(`没有命令 ${name}。`, `There is no command ${name}.`);
  }
  const { env, isNew } = await environment();
  const migrate = serverProgram('migrate');
  const prepared = isNew && migrate !== null ? program(migrate, [], env) : 0;
  const status = prepared === 0 ? program(script, args, env) : prepared;
  await stopAll();
  process.exit(status);
}

/** @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {number} its exit code */
const program = (script, args, env) =>
  spawnSync(process.execPath, ['--enable-source-maps', script, ...args], { env, stdio: 'inherit' }).status ?? 1;

/** @returns {Promise<{ env: NodeJS.ProcessEnv, isNew: boolean }>} isNew: our own database, which may lack its tables */
async function environment() {
  const { notedEnvironment, serverEnvironment } = await import('./launcher/server-environment.mjs');
  if (!process.env.DATABASE_URL && isClaimed()) {
    return { env: { ...process.env, ...notedEnvironment() }, isNew: false };
  }
  claimDirectory(0);
  const { openStores } = await import('./launcher/stores.mjs');
  const stores = await openStores();
  return { env: serverEnvironment(stores, 0), isNew: stores.embedded };
}

main().catch(async (error) => {
  await stopAll();
  endWith(error);
});
