import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyMigrations, migrationsHash } from './migrations.mjs';
import { DATA } from './place.mjs';
import { postgresHome } from './postgres-binaries.mjs';
import { withClient } from './postgres-roles.mjs';
import { endOrphanPostgres, startPostgres } from './postgres.mjs';
import { endOrphan, readPid, writePid } from './processes.mjs';
import { findRedis } from './redis-binary.mjs';
import { startRedis } from './redis.mjs';

/**
 * @typedef {object} TestStores
 * @property {import('./postgres.mjs').Postgres} postgres its databases campus_1 … campus_N are migrated and empty
 * @property {import('./redis.mjs').Redis} redis
 * @property {string} dir goes with them
 * @property {() => Promise<void>} stop ends both and removes their data
 */

/**
 * Throw-away PostgreSQL and Redis, without durability: one migrated database per worker.
 * The migrated cluster is made once and copied afterwards.
 * @param {{ name?: string, workers?: number }} options
 * @returns {Promise<TestStores>}
 */
export async function startTestStores({ name = 'run', workers = 1 } = {}) {
  const home = postgresHome();
  const parent = join(home.dataParent ?? DATA, 'test');
  mkdirSync(parent, { recursive: true });
  await removeDeadRuns(parent);
  const base = await baseCluster(parent, home);
  const run = join(parent, `${name}-${process.pid}-${Date.now()}`);
  mkdirSync(run, { recursive: true });
  writePid(join(run, 'owner.json'), { pid: process.pid, mark: 'node' });
  copy(join(base, 'postgres'), join(run, 'postgres'));
  copy(join(base, 'postgres.secrets.json'), join(run, 'postgres.secrets.json'));
  const postgres = await startPostgres({
    dir: join(run, 'postgres'),
    home,
    log: join(run, 'postgres.log'),
    durable: false,
  });
  const redis = await startRedis({
    dir: join(run, 'redis'),
    binary: findRedis(),
    log: join(run, 'redis.log'),
    durable: false,
  });
  await withClient(postgres.superUrl, async (client) => {
    for (let worker = 1; worker <= workers; worker++) {
      await client.query(`CREATE DATABASE campus_${worker} TEMPLATE campus OWNER campus_owner`);
    }
  });
  const stop = async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(run, { recursive: true, force: true });
  };
  return { postgres, redis, dir: run, stop };
}

/**
 * @param {string} parent
 * @param {import('./postgres-binaries.mjs').PostgresHome} home
 * @returns {Promise<string>} a stopped, migrated cluster to copy from
 */
async function baseCluster(parent, home) {
  const base = join(parent, `base-${migrationsHash()}`);
  if (existsSync(base)) {
    return base;
  }
  const half = join(parent, `half-${process.pid}`);
  const log = join(half, 'postgres.log');
  mkdirSync(half, { recursive: true });
  writePid(join(half, 'owner.json'), { pid: process.pid, mark: 'node' });
  const postgres = await startPostgres({ dir: join(half, 'postgres'), home, log, durable: false });
  try {
    await applyMigrations(postgres.ownerUrl);
  } finally {
    await postgres.stop();
  }
  for (const old of readdirSync(parent).filter((name) => name.startsWith('base-'))) {
    // a run that began with it may be copying it at this moment
    if (Date.now() - statSync(join(parent, old)).mtimeMs > 600_000) {
      rmSync(join(parent, old), { recursive: true, force: true });
    }
  }
  try {
    renameSync(half, base);
  } catch (error) {
    if (!existsSync(base)) {
      throw error;
    }
    rmSync(half, { recursive: true, force: true });
  }
  return base;
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  const done = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`cannot copy ${from}: ${done.stderr}`);
  }
}

/**
 * Runs that were killed leave their stores behind.
 * @param {string} parent
 */
async function removeDeadRuns(parent) {
  for (const name of readdirSync(parent)) {
    const run = join(parent, name);
    if (name.startsWith('base-') || !existsSync(join(run, 'owner.json')) || readPid(join(run, 'owner.json')) !== null) {
      continue;
    }
    await Promise.all(['main', 'worker'].map((program) => endOrphan(join(run, 'run', `${program}.json`), 2000)));
    await endOrphanPostgres(join(run, 'postgres'));
    await endOrphan(join(run, 'redis', 'launcher-redis.json'), 2000);
    rmSync(run, { recursive: true, force: true });
  }
}
