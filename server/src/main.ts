import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { configureApp, fastifyAdapter } from './app';
import { AppModule } from './app.module';
import { refuseUnsafeStart } from './start-up';
import { envOrExit } from './env';

/**
 * Connections that wait to be taken. Where thousands press at once and the process is held up for half a second, Node's 511
 * are full: the kernel lets the others try again after one second, then three, then seven. It allows net.core.somaxconn.
 */
const BACKLOG = 4_096;

const start = async (): Promise<void> => {
  const env = envOrExit();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, fastifyAdapter(env), { bufferLogs: true });
  app.useLogger(app.get(Logger));
  await refuseUnsafeStart(app, env);
  await configureApp(app, env);
  await app.listen({ port: env.PORT, host: env.HOST, backlog: BACKLOG });
};

start().catch((error: unknown) => {
  process.stderr.write(`the server did not start: ${(error as Error).message}\n`);
  process.exit(1);
});
