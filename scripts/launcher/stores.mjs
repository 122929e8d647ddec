import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherFault } from './fault.mjs';
import { DATA, inData } from './place.mjs';
import { postgresHome } from './postgres-binaries.mjs';
import { startPostgres } from './postgres.mjs';
import { step } from './progress.mjs';
import { findRedis } from './redis-binary.mjs';
import { startRedis } from './redis.mjs';
import { onStop } from './stop.mjs';

/** @typedef {{ embedded: boolean, databaseUrl: string, ownerUrl: string, redisUrl: string }} Stores */

/**
 * The stores of `npm start`: the ones named in the environment, else embedded ones with their data in .data/.
 * @returns {Promise<Stores>} embedded: whether the database is ours
 */
export async function openStores() {
  const database = await openDatabase();
  const redisUrl = await openRedis();
  return { ...database, redisUrl };
}

async function openDatabase() {
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (databaseUrl) {
    if (!ownerUrl) {
      throw new LauncherFault(
        '指定了 DATABASE_URL 时，还需要 DATABASE_OWNER_URL（拥有数据表、执行迁移的角色）。',
        'With DATABASE_URL, DATABASE_OWNER_URL is needed too: the role that owns the tables and migrates them.',
      );
    }
    return { embedded: false, databaseUrl, ownerUrl };
  }
  const postgres = await step('PostgreSQL', async (note) => {
    const home = postgresHome();
    const parent = home.dataParent ?? DATA;
    mkdirSync(parent, { recursive: true });
    const started = await startPostgres({
      dir: join(parent, 'postgres'),
      home,
      log: inData('logs', 'postgres.log'),
    });
    note(`${started.created ? '新建 / new, ' : ''}127.0.0.1:${started.port}`);
    return started;
  });
  onStop(postgres.stop);
  return { embedded: true, databaseUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl };
}

async function openRedis() {
  if (process.env.REDIS_URL) {
    return process.env.REDIS_URL;
  }
  const redis = await step('Redis', async (note) => {
    const started = await startRedis({ dir: inData('redis'), binary: findRedis(), log: inData('logs', 'redis.log') });
    note(`127.0.0.1:${started.port}`);
    return started;
  });
  onStop(redis.stop);
  return redis.url;
}
