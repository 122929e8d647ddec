import { buildApp, buildServer, serverProgram } from './builds.mjs';
import { supervise } from './children.mjs';
import { pidFileOf } from './claim.mjs';
import { H5_BY_WATCH, rebuildOnChange, watchH5 } from './development.mjs';
import { announce } from './announce.mjs';
import { waitUntilAnswering } from './readiness.mjs';
import { forgetEnvironment, noteEnvironment, serverEnvironment } from './server-environment.mjs';
import { inData } from './place.mjs';
import { say, step } from './progress.mjs';
import { onStop } from './stop.mjs';
import { openStores } from './stores.mjs';
import { runTool } from './tools.mjs';

/** @param {boolean | null} built */
const outcome = (built) => (built === null ? '—' : built ? '已构建 / built' : '未变化 / unchanged');

/**
 * From installed packages to a running health pass.
 * @param {{ dev: boolean, demo: boolean, port: number }} options
 */
export async function run({ dev, demo, port }) {
  const stores = await openStores();
  await step('服务端构建 / server build', async (note) => note(outcome(await buildServer())));
  const env = { ...serverEnvironment(stores, port), ...(dev ? { H5_DIR: H5_BY_WATCH } : {}) };
  await step('数据库迁移 / migrations', () => runProgram('migrate', env));
  if (stores.embedded || demo) {
    await step('演示数据 / demo data', async (note) => {
      if ((await runProgram('demo/seed', env, ['--optional'])) === null) {
        note('—');
      }
    });
  }
  if (!dev) {
    await step('H5 构建 / H5 build', async (note) => note(outcome(await buildApp('h5'))));
  }
  noteEnvironment(env);
  onStop(forgetEnvironment);
  const children = startChildren(env);
  await step('等待就绪 / waiting for it to be ready', () => waitUntilAnswering(port, children));
  announce(port);
  if (dev) {
    rebuildOnChange(children);
    watchH5(children);
  }
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 * @returns {Promise<string | null>} its output; null where the program does not exist
 */
async function runProgram(name, env, args = []) {
  const script = serverProgram(name);
  const log = inData('logs', `${name.replace('/', '-')}.log`);
  return script === null ? null : runTool(process.execPath, ['--enable-source-maps', script, ...args], { log, env });
}

/** @param {NodeJS.ProcessEnv} env */
function startChildren(env) {
  const children = [];
  for (const [name, program] of /** @type {const} */ ([
    ['api', 'main'],
    ['worker', 'worker'],
  ])) {
    const script = serverProgram(program);
    if (script === null) {
      say(`! ${program}.js —`);
      continue;
    }
    const child = supervise({ name, script, env, log: inData('logs', `${name}.log`), pidFile: pidFileOf(name) });
    onStop(child.stop);
    children.push(child);
  }
  return children;
}
