import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../../scripts/launcher/postgres.mjs';
import { endProcess } from '../../scripts/launcher/processes.mjs';
import { findRedis } from '../../scripts/launcher/redis-binary.mjs';
import { startRedis } from '../../scripts/launcher/redis.mjs';

/**
 * PostgreSQL and Redis of one run, as durable as in service; statements are counted.
 * @param {ReturnType<import('./place.mjs').makePlace>} place
 * @param {{ postgresPort: number, redisPort: number, autovacuum: 'on' | 'off', commitTimes?: boolean }} options
 */
export async function openStores(place, { postgresPort, redisPort, autovacuum, commitTimes = false }) {
  const cluster = {
    dir: `${place.data}/postgres`,
    home: place.home,
    log: place.inDir('postgres.log'),
    port: postgresPort,
  };
  const memory = {
    dir: place.inDir('redis'),
    binary: findRedis(),
    log: place.inDir('redis.log'),
    port: redisPort,
  };
  let postgres = await startPostgres(cluster);
  const settings = new pg.Client({ connectionString: postgres.superUrl });
  await settings.connect();
  await settings.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  await settings.query(`ALTER SYSTEM SET autovacuum = ${autovacuum}`);
  await settings.query(`ALTER SYSTEM SET max_wal_size = '4GB'`);
  await settings.query(`ALTER SYSTEM SET track_commit_timestamp = ${commitTimes ? 'on' : 'off'}`);
  await settings.end();
  await postgres.stop();
  postgres = await startPostgres(cluster);
  const redis = await startRedis(memory);
  const stores = {
    postgres,
    redis,
    restartPostgres: async () => (stores.postgres = await startPostgres(cluster)),
    restartRedis: async () => (stores.redis = await againRedis(memory, stores.redis)),
    close: async () => {
      await stores.postgres.stop();
      await stores.redis.stop();
    },
  };
  return stores;
}

/**
 * The launcher gives every start a new password; this one comes back as the one that its clients knew.
 * @param {{ dir: string, binary: import('../../scripts/launcher/redis-binary.mjs').RedisBinary }} memory
 * @param {import('../../scripts/launcher/redis.mjs').Redis} before
 * @returns {Promise<import('../../scripts/launcher/redis.mjs').Redis>}
 */
async function againRedis({ dir, binary }, before) {
  const env = binary.libraries === null ? process.env : { ...process.env, LD_LIBRARY_PATH: binary.libraries };
  const child = spawn(binary.program, [`${dir}/launcher-redis.conf`], { detached: true, stdio: 'ignore', env });
  child.unref();
  const pid = Number(child.pid);
  // it reads its file of jobs before it answers
  await sleep(1_000);
  const stop = async () => {
    await endProcess(pid, [
      { signal: 'SIGTERM', waitMs: 10_000 },
      { signal: 'SIGKILL', waitMs: 2_000 },
    ]);
  };
  return { ...before, pid, stop };
}

/**
 * The superuser's connections: what the rig itself asks never passes through the application's role.
 * @param {string} superUrl
 */
export function openObserver(superUrl, database = 'campus') {
  const url = new URL(superUrl);
  url.pathname = `/${database}`;
  const pool = new pg.Pool({ connectionString: url.toString(), max: 3 });
  // a restarted PostgreSQL drops idle connections; the pool makes new ones
  pool.on('error', () => undefined);
  return pool;
}
