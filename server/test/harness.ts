import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { LoggerModule } from 'nestjs-pino';
import supertest from 'supertest';
import { DataSource } from 'typeorm';
import { configureApp, fastifyAdapter } from '../src/app';
import { AppModule, logger } from '../src/app.module';
import { AuthGuard } from '../src/common/auth.guard';
import { Clock } from '../src/common/clock';
import { CommonModule } from '../src/common/common.module';
import { JobRunner } from '../src/common/job-runner';
import type { JobName } from '../src/common/jobs';
import { nestLogging } from '../src/common/logging';
import { ProblemFilter } from '../src/common/problem.filter';
import { requestValidation } from '../src/common/validation.pipe';
import { Env } from '../src/env';
import { FixedClock } from './fixed-clock';

export interface Harness {
  app: NestFastifyApplication;
  /** moves only when told */
  clock: FixedClock;
  /** the application's role, as the app itself uses it */
  database: DataSource;
  request: ReturnType<typeof supertest>;
  /** where the app listens, for clients that bring their own HTTP */
  baseUrl: string;
  /** any provider of the app */
  get<T>(token: Type<T> | (abstract new (...dependencies: never[]) => T)): T;
  /** Does every job that is due by the clock, without the queue. @returns how many */
  runJobs(): Promise<number>;
  close(): Promise<void>;
}

interface HarnessOptions {
  now?: Date;
  /** only these modules on top of common; without it the whole application */
  modules?: (Type | DynamicModule)[];
  /** on top of the whole application: routes that a checker must find fault with */
  planted?: (Type | DynamicModule)[];
  /** what the modules would get from ones that are left out, such as a CallerReader */
  providers?: Provider[];
}

/** Boots the application on this worker's stores. Close it in afterAll. */
export async function startApp({ now, modules, planted = [], providers = [] }: HarnessOptions = {}): Promise<Harness> {
  const clock = new FixedClock(now);
  const definition =
    modules === undefined ? { imports: [AppModule, ...planted], providers } : partOf(modules, providers);
  const testing = Test.createTestingModule(definition).overrideProvider(Clock).useValue(clock);
  if (modules !== undefined) {
    testing.overrideProvider(JobRunner).useClass(PartialJobRunner);
  }
  const compiled = await testing.compile();
  const env = compiled.get(Env);
  const app = compiled.createNestApplication<NestFastifyApplication>(fastifyAdapter(env), { logger: false });
  await configureApp(app, env);
  await app.listen(0, '127.0.0.1');
  const database = app.get(DataSource);
  return {
    baseUrl: await app.getUrl(),
    app,
    clock,
    database,
    request: supertest(app.getHttpServer()),
    get: (token) => app.get(token as Type, { strict: false }),
    runJobs: () => runDueJobs(database, app.get(JobRunner), clock),
    close: () => app.close(),
  };
}

const partOf = (modules: (Type | DynamicModule)[], providers: Provider[]) => ({
  imports: [LoggerModule.forRoot(nestLogging(logger)), globally(providers), CommonModule, ...modules],
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
});

class GivenModule {}

const globally = (providers: Provider[]): DynamicModule => ({
  module: GivenModule,
  global: true,
  providers,
  exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
});

/** A part of the application has handlers for a part of the jobs. */
class PartialJobRunner extends JobRunner {
  override onModuleInit(): void {
    try {
      super.onModuleInit();
    } catch (error) {
      if (!(error as Error).message.startsWith('no handler for')) {
        throw error;
      }
    }
  }
}

/** Jobs that jobs write are done as well, until none is due. */
async function runDueJobs(database: DataSource, runner: JobRunner, clock: Clock): Promise<number> {
  let done = 0;
  for (;;) {
    const due: { id: string; name: JobName; payload: unknown }[] = await database.query(
      'SELECT id, name, payload FROM outbox WHERE failed_at IS NULL AND due_at <= $1 ORDER BY due_at, id',
      [clock.now()],
    );
    if (due.length === 0) {
      return done;
    }
    for (const { id, name, payload } of due) {
      await runner.run(id, { name, payload });
      done += 1;
    }
  }
}
