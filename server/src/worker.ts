import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { BookingWatch } from './booking/booking-watch';
import { openQueue } from './common/bull-queue';
import { JobRunner } from './common/job-runner';
import { evictionPolicy, failFastRedis } from './common/redis';
import { Relay } from './common/relay';
import { Schedule } from './common/schedule';
import { EXIT_CONFIG, envOrExit, type Env } from './env';
import { refuseUnsafeStart } from './start-up';

const REDIS_WAIT_MS = 2_000;

/** Jobs must never be evicted; a Redis that is away is waited for, one that evicts is refused. */
const refuseEviction = async (env: Env): Promise<void> => {
  const client = failFastRedis(env.REDIS_URL);
  await new Promise((resolve) => {
    client.once('ready', resolve);
    setTimeout(resolve, REDIS_WAIT_MS).unref();
  });
  const policy = await evictionPolicy(client).catch(() => null);
  client.disconnect();
  if (policy !== null && policy !== 'noeviction') {
    process.stderr.write(`Redis evicts keys (maxmemory-policy ${policy}); jobs need noeviction\n`);
    process.exit(EXIT_CONFIG);
  }
};

const start = async (): Promise<void> => {
  const env = envOrExit();
  await refuseEviction(env);
  const app = await NestFactory.createApplicationContext(AppModule, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  await refuseUnsafeStart(app, env);
  const queue = openQueue(env.REDIS_URL);
  const relay = app.get(Relay);
  const schedule = app.get(Schedule);
  const watch = app.get(BookingWatch);
  app.get(JobRunner).start(queue);
  relay.start(queue);
  schedule.start(queue);
  watch.start();
  const stop = async (): Promise<void> => {
    schedule.stop();
    watch.stop();
    await relay.stop();
    await queue.close();
    await app.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
};

start().catch((error: unknown) => {
  process.stderr.write(`the worker did not start: ${(error as Error).message}\n`);
  process.exit(1);
});
