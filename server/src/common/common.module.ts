import { Global, Module, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type Redis from 'ioredis';
import { Env, envOrExit } from '../env';
import { AuditLog } from './audit';
import { AuditSealer } from './audit-seal';
import { Clock, SystemClock } from './clock';
import { applicationDatabase } from './data-source';
import { HealthController } from './health.controller';
import { IdCipher } from './id-cipher';
import { Idempotency } from './idempotency';
import { JobRunner } from './job-runner';
import { KeyRing } from './key-ring';
import { Outbox } from './outbox';
import { failFastRedis } from './redis';
import { Relay } from './relay';
import { Schedule } from './schedule';
import { Sweeper } from './sweeper';
import { Throttle, THROTTLE_REDIS } from './throttle';
import { Upkeep } from './upkeep';

const SHARED = [
  Clock,
  Env,
  KeyRing,
  IdCipher,
  Outbox,
  AuditLog,
  Idempotency,
  Throttle,
  Relay,
  JobRunner,
  Sweeper,
  Schedule,
];

/** What every module uses and none owns. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    TypeOrmModule.forRootAsync({
      inject: [Env],
      useFactory: (env: Env) => ({
        ...applicationDatabase(env.DATABASE_URL, env.DATABASE_POOL),
        autoLoadEntities: true,
        retryAttempts: 3,
        retryDelay: 1000,
      }),
    }),
  ],
  controllers: [HealthController],
  providers: [
    { provide: Clock, useClass: SystemClock },
    { provide: Env, useFactory: envOrExit },
    { provide: KeyRing, inject: [Env], useFactory: (env: Env) => KeyRing.open(env.KEYS_FILE, !env.isProduction) },
    { provide: THROTTLE_REDIS, inject: [Env], useFactory: (env: Env) => failFastRedis(env.REDIS_URL) },
    IdCipher,
    Outbox,
    AuditLog,
    AuditSealer,
    Idempotency,
    Throttle,
    Relay,
    JobRunner,
    Sweeper,
    Schedule,
    Upkeep,
  ],
  exports: [...SHARED, THROTTLE_REDIS, TypeOrmModule],
})
export class CommonModule implements OnApplicationShutdown {
  constructor(@Inject(THROTTLE_REDIS) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
