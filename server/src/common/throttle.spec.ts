import type { DataSource } from 'typeorm';
import Redis from 'ioredis';
import { openDatabase, redisUrl, resetDatabase } from '../../test/database';
import { failFastRedis } from './redis';
import { Throttle } from './throttle';

const THREE = { points: 3, seconds: 60 };

const ready = (client: Redis): Promise<unknown> =>
  client.status === 'ready' ? Promise.resolve() : new Promise((resolve) => client.once('ready', resolve));

describe('Throttle', () => {
  let database: DataSource;
  let redis: Redis;
  let away: Redis;

  beforeAll(async () => {
    database = await openDatabase();
    redis = failFastRedis(redisUrl());
    // nothing listens on port 1
    away = failFastRedis('redis://127.0.0.1:1');
    await ready(redis);
    await redis.flushdb();
    await resetDatabase();
  });

  afterAll(async () => {
    redis.disconnect();
    away.disconnect();
    await database.destroy();
  });

  const takeThree = async (throttle: Throttle, key: string): Promise<void> => {
    for (let taken = 0; taken < 3; taken += 1) {
      await throttle.consume('test', key, THREE);
    }
  };

  it('refuses the fourth of three and says how long to wait', async () => {
    const throttle = new Throttle(redis, database);
    await takeThree(throttle, 'a');
    await expect(throttle.consume('test', 'a', THREE)).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      facts: { retryAfterSeconds: expect.any(Number) as number },
    });
    await expect(throttle.consume('test', 'b', THREE)).resolves.toBeUndefined();
  });

  it('counts on in PostgreSQL while Redis is away', async () => {
    const throttle = new Throttle(away, database);
    await takeThree(throttle, 'c');
    await expect(throttle.consume('test', 'c', THREE)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const rows = (await database.query('SELECT points FROM throttle_counters')) as { points: number }[];
    expect(rows).toEqual([{ points: 4 }]);
  });

  it('looks without taking, and forgets on demand', async () => {
    const throttle = new Throttle(redis, database);
    await throttle.check('failures', 'd', THREE);
    for (let failure = 0; failure < 4; failure += 1) {
      await throttle.record('failures', 'd', THREE);
    }
    await expect(throttle.check('failures', 'd', THREE, 'SIGN_IN_THROTTLED')).rejects.toMatchObject({
      code: 'SIGN_IN_THROTTLED',
    });
    await throttle.forget('failures', 'd', THREE);
    await expect(throttle.check('failures', 'd', THREE)).resolves.toBeUndefined();
  });
});
