import { join } from 'node:path';
import { serverProgram } from './builds.mjs';
import { supervise } from './children.mjs';
import { ROOT } from './place.mjs';
import { freePort } from './ports.mjs';
import { waitUntilAnswering } from './readiness.mjs';
import { runTool } from './tools.mjs';

/**
 * @typedef {object} TestServer
 * @property {string} url
 * @property {string} demoFile as whom one can sign in
 * @property {NodeJS.ProcessEnv} env what its programs got
 * @property {() => Promise<void>} stop
 */

/**
 * The built server, its worker and the H5 app on throw-away stores, with the demo school in them.
 * @param {import('./test-stores.mjs').TestStores} stores
 * @param {{ people?: number, env?: NodeJS.ProcessEnv }} options people: size of the demo school
 * @returns {Promise<TestServer>}
 */
export async function startTestServer(stores, { people = 300, env: more = {} } = {}) {
  const port = await freePort();
  const demoFile = join(stores.dir, 'demo.json');
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: stores.postgres.appUrl,
    DATABASE_OWNER_URL: stores.postgres.ownerUrl,
    REDIS_URL: stores.redis.url,
    KEYS_FILE: join(stores.dir, 'keys.json'),
    UPLOAD_DIR: join(stores.dir, 'uploads'),
    DEMO_FILE: demoFile,
    DEMO_HOURS: 'all_day',
    H5_DIR: join(ROOT, 'miniapp/dist/h5'),
    PLATFORM_SANDBOX: 'true',
    LOG_LEVEL: 'warn',
    ...more,
  };
  const log = (/** @type {string} */ name) => join(stores.dir, `${name}.log`);
  await runTool(process.execPath, [program('demo/seed'), '--people', String(people)], { log: log('seed'), env });
  const children = /** @type {const} */ (['main', 'worker']).map((name) =>
    supervise({ name, script: program(name), env, log: log(name), pidFile: join(stores.dir, 'run', `${name}.json`) }),
  );
  const stop = async () => void (await Promise.all(children.map((child) => child.stop())));
  try {
    await waitUntilAnswering(port, children);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, demoFile, env, stop };
}

/** @param {string} name */
function program(name) {
  const script = serverProgram(name);
  if (script === null) {
    throw new Error(`the server has no program ${name}: build it first`);
  }
  return script;
}
