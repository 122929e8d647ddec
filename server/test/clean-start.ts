import Redis from 'ioredis';
import { redisUrl, resetDatabase } from './database';

/** What the spec before left behind on this worker is gone: no file depends on its neighbours. */
beforeAll(async () => {
  const redis = new Redis(redisUrl());
  await Promise.all([resetDatabase(), redis.flushdb()]);
  redis.disconnect();
});
