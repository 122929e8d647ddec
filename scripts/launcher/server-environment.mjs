import { join } from 'node:path';
import { inData, ROOT } from './place.mjs';

/**
 * What the server's programs get; .env.example explains each. The environment of the caller goes first.
 * @param {import('./stores.mjs').Stores} stores
 * @param {number} port
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment(stores, port) {
  return {
    KEYS_FILE: inData('keys.json'),
    DEMO_FILE: inData('demo.json'),
    H5_DIR: join(ROOT, 'miniapp/dist/h5'),
    ...process.env,
    PORT: String(port),
    DATABASE_URL: stores.databaseUrl,
    DATABASE_OWNER_URL: stores.ownerUrl,
    REDIS_URL: stores.redisUrl,
  };
}
