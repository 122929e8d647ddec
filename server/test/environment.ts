import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appUrl, ownerUrl, redisUrl } from './database';

/** Runs before every spec on the stores: the server's variables point at this worker's own stores. */
Object.assign(process.env, {
  NODE_ENV: 'test',
  DATABASE_URL: appUrl(),
  DATABASE_OWNER_URL: ownerUrl(),
  DATABASE_POOL: '10',
  REDIS_URL: redisUrl(),
  KEYS_FILE: join(tmpdir(), `campus-test-keys-${process.ppid}-${process.env.JEST_WORKER_ID ?? '1'}.json`),
  UPLOAD_DIR: join(tmpdir(), `campus-test-uploads-${process.ppid}-${process.env.JEST_WORKER_ID ?? '1'}`),
  UPLOAD_RESERVE_MB: '16',
  PLATFORM_SANDBOX: 'true',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
});
