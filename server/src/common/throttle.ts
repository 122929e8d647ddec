import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type Redis from 'ioredis';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { ErrorCode } from '@shared/errors';
import { DomainError } from './domain-error';

export const THROTTLE_REDIS = Symbol('throttle redis');

export interface Allowance {
  /** how many in … */
  points: number;
  /** … this many seconds */
  seconds: number;
  /** once used up, refuse for this long instead of until the period's end */
  blockSeconds?: number;
}

/** Counters in Redis; while Redis is away the same counters go on in PostgreSQL. */
@Injectable()
export class Throttle {
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  constructor(
    @Inject(THROTTLE_REDIS) private readonly redis: Redis,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Takes points of `key`. @throws DomainError `code` with the seconds to wait, when fewer are left */
  async consume(
    name: string,
    key: string,
    allowance: Allowance,
    code: ErrorCode = 'TOO_MANY_REQUESTS',
    points = 1,
  ): Promise<void> {
    try {
      await this.limiter(name, allowance).consume(key, points);
    } catch (refusal) {
      throw this.refused(refusal, code);
    }
  }

  /** Refuses when no point is left, without taking one: for counters that only failures feed. */
  async check(name: string, key: string, allowance: Allowance, code: ErrorCode = 'TOO_MANY_REQUESTS'): Promise<void> {
    const state = await this.limiter(name, allowance).get(key);
    if (state !== null && state.consumedPoints >= allowance.points && state.msBeforeNext > 0) {
      throw this.refused(state, code);
    }
  }

  /** Takes one point and never refuses: `check` refuses the next one. @returns whether there was one left to take */
  record(name: string, key: string, allowance: Allowance): Promise<boolean> {
    return this.limiter(name, allowance)
      .consume(key)
      .then(
        () => true,
        (refusal: unknown) => {
          if (!(refusal instanceof RateLimiterRes)) {
            throw refusal;
          }
          return false;
        },
      );
  }

  async forget(name: string, key: string, allowance: Allowance): Promise<void> {
    await this.limiter(name, allowance).delete(key);
  }

  private refused(refusal: unknown, code: ErrorCode): unknown {
    if (!(refusal instanceof RateLimiterRes)) {
      return refusal;
    }
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    return new DomainError(code, { details: { seconds }, retryAfterSeconds: seconds });
  }

  private limiter(name: string, { points, seconds, blockSeconds = 0 }: Allowance): RateLimiterAbstract {
    const id = `${name}/${points}/${seconds}/${blockSeconds}`;
    const known = this.limiters.get(id);
    if (known) {
      return known;
    }
    const common = { keyPrefix: `throttle:${name}`, points, duration: seconds, blockDuration: blockSeconds };
    const pool = (this.database.driver as unknown as { master: Pool }).master;
    const limiter = new RateLimiterRedis({
      ...common,
      storeClient: this.redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterPostgres({
        ...common,
        storeClient: pool,
        storeType: 'pool',
        tableName: 'throttle_counters',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
    });
    this.limiters.set(id, limiter);
    return limiter;
  }
}
