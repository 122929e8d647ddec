import { runTool } from '../../scripts/launcher/tools.mjs';
import { seedCampus } from './campus.mjs';
import { openKeys } from './keys.mjs';
import { buildServerInto, makePlace, sparePorts } from './place.mjs';
import { startProgram, waitUntilServing } from './program.mjs';
import { openObserver, openStores } from './stores.mjs';

/**
 * A built server's world: its own stores, a seeded school, keys; programs start and stop on demand.
 * @param {{ name: string, people: number, firstPort: number, autovacuum: 'on' | 'off', commitTimes?: boolean }} options
 *   commitTimes: PostgreSQL remembers when each transaction was committed
 */
export async function openRig({ name, people, firstPort, autovacuum, commitTimes }) {
  const place = makePlace(name);
  const [postgresPort, redisPort, port, spare] = await sparePorts(firstPort, 4);
  const dist = await buildServerInto(place);
  const stores = await openStores(place, { postgresPort, redisPort, autovacuum, commitTimes });
  const observer = openObserver(stores.postgres.superUrl);
  const close = async () => {
    await observer.end();
    await stores.close();
    place.remove();
  };
  try {
    const env = () => ({
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      DATABASE_URL: stores.postgres.appUrl,
      DATABASE_OWNER_URL: stores.postgres.ownerUrl,
      REDIS_URL: stores.redis.url,
      KEYS_FILE: place.inDir('keys.json'),
      UPLOAD_DIR: place.inDir('uploads'),
      PORT: String(port),
    });
    await runTool(process.execPath, [`${dist}/migrate.js`], {
      log: place.inDir('migrate.log'),
      env: { ...process.env, ...env() },
    });
    await observer.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    const campus = await seedCampus(observer, dist, people);
    const keys = openKeys(dist, place.inDir('keys.json'));
    /** @param {'main' | 'worker' | 'migrate'} program @param {NodeJS.ProcessEnv} extra @param {string[]} nodeArgs */
    const start = (program, extra = {}, nodeArgs = []) =>
      startProgram({
        script: `${dist}/${program}.js`,
        env: { ...env(), ...extra },
        log: place.inDir(`${program}.log`),
        nodeArgs,
      });
    const startServer = async (extra = {}, nodeArgs = []) => {
      const program = start('main', extra, nodeArgs);
      await waitUntilServing(port, program);
      return program;
    };
    return { place, dist, stores, observer, campus, keys, env, port, spare, start, startServer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof openRig>>} Rig */
