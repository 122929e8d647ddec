import { startTestStores } from '../launcher/test-stores.mjs';

/**
 * Gives every run of jest its own PostgreSQL and Redis; specs find them through server/test/database.ts.
 * @param {{ maxWorkers: number }} config
 */
export default async function setUp({ maxWorkers }) {
  const stores = await startTestStores({ name: 'jest', workers: maxWorkers });
  process.env.TEST_OWNER_URL = stores.postgres.ownerUrl;
  process.env.TEST_APP_URL = stores.postgres.appUrl;
  process.env.TEST_REDIS_URL = stores.redis.url;
  Object.assign(globalThis, { stopTestStores: stores.stop });
}
