import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import type Redis from 'ioredis';
import type { DataSource } from 'typeorm';
import { Clock } from './clock';
import { Requires } from './requires';
import { THROTTLE_REDIS } from './throttle';

type Part = 'up' | 'down';

interface Readiness {
  status: 'ready' | 'degraded' | 'not_ready';
  database: Part;
  redis: Part;
  /** seconds by which the oldest due job is late; null while the database is away */
  queueLagSeconds: number | null;
}

const QUIET_MS = 900;

const orDown = async <T>(work: Promise<T>): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), QUIET_MS);
  });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** For balancers and operators. Redis away is `degraded`: reports go on, reminders catch up. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(THROTTLE_REDIS) private readonly redis: Redis,
    private readonly clock: Clock,
  ) {}

  @Get('live')
  @Requires('public')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Requires('public')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [lag, pong] = await Promise.all([orDown(this.queueLag()), orDown(this.redis.ping())]);
    const database: Part = lag === null ? 'down' : 'up';
    const redis: Part = pong === null ? 'down' : 'up';
    const status = database === 'down' ? 'not_ready' : redis === 'down' ? 'degraded' : 'ready';
    void reply.status(database === 'down' ? 503 : 200);
    return { status, database, redis, queueLagSeconds: lag };
  }

  private async queueLag(): Promise<number> {
    const [row] = (await this.database.query(
      `SELECT min(due_at) AS oldest FROM outbox WHERE relayed_at IS NULL AND failed_at IS NULL AND due_at <= $1`,
      [this.clock.now()],
    )) as { oldest: Date | null }[];
    return row?.oldest ? Math.round((this.clock.now().getTime() - row.oldest.getTime()) / 1000) : 0;
  }
}
