import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { configureApp, fastifyAdapter } from './app';
import { AppModule } from './app.module';
import { refuseUnsafeStart } from './start-up';
import { envOrExit } from './env';

const start = async (): Promise<void> => {
  const env = envOrExit();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, fastifyAdapter(env), { bufferLogs: true });
  app.useLogger(app.get(Logger));
  await refuseUnsafeStart(app, env);
  await configureApp(app, env);
  await app.listen(env.PORT, env.HOST);
};

start().catch((error: unknown) => {
  process.stderr.write(`the server did not start: ${(error as Error).message}\n`);
  process.exit(1);
});
