import Redis, { type RedisOptions } from 'ioredis';

/** A client that fails at once while Redis is away, so that a request never waits for it. */
export const failFastRedis = (url: string): Redis => {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: 500,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
  });
  // an away Redis is a state that readiness shows, not an event that ends the process
  client.on('error', () => undefined);
  return client;
};

/** What Bull's connections need: they wait for Redis to come back and go on by themselves. */
export const patientRedisOptions: RedisOptions = {
  maxRetriesPerRequest: null,
  enableReadyCheck: false,
  retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
};

/** Queues must not be evicted: another policy than noeviction loses jobs silently. */
export const evictionPolicy = async (client: Redis): Promise<string> => {
  const reply = (await client.config('GET', 'maxmemory-policy')) as string[];
  return reply[1] ?? 'unknown';
};
