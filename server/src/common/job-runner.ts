import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Job, Queue } from 'bull';
import type { DataSource } from 'typeorm';
import type { QueuedJob } from './bull-queue';
import { Clock } from './clock';
import { failpoint } from './failpoint';
import { HANDLES_KEY, JOB_NAMES, type JobName } from './jobs';

const CONCURRENCY = 10;
export const MAX_ATTEMPTS = 5;
const RETRY_MS = 5_000;

type Handler = (payload: unknown) => Promise<void>;

/** Finds the handler of every job at boot and runs what the queue brings. */
@Injectable()
export class JobRunner implements OnModuleInit {
  private readonly logger = new Logger(JobRunner.name);
  private readonly handlers = new Map<JobName, Handler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders() as { instance: object | null }[]) {
      if (instance && Object.getPrototypeOf(instance)) {
        this.collect(instance);
      }
    }
    const missing = JOB_NAMES.filter((name) => !this.handlers.has(name));
    if (missing.length > 0) {
      throw new Error(`no handler for ${missing.join(', ')}`);
    }
  }

  start(queue: Queue<QueuedJob>): void {
    void queue.process(CONCURRENCY, (job: Job<QueuedJob>) => this.run(String(job.id).split(':')[0] ?? '', job.data));
  }

  /** Does one job; its outbox row goes when the work is done, or comes back later when it failed. */
  async run(outboxId: string, { name, payload }: QueuedJob): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) {
      this.logger.error({ event: 'job.unknown', name });
      return;
    }
    try {
      await handler(payload);
      failpoint('job.before_mark');
      await this.database.query('DELETE FROM outbox WHERE id = $1', [outboxId]);
    } catch (error) {
      this.logger.warn({ event: 'job.failed', name, outboxId, error: (error as Error).name });
      await this.postpone(outboxId);
    }
  }

  private async postpone(outboxId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.query(
      `UPDATE outbox SET attempts = attempts + 1, relayed_at = NULL,
         due_at = $2::timestamptz + make_interval(secs => $3 * power(2, attempts)),
         failed_at = CASE WHEN attempts + 1 >= $4 THEN $2::timestamptz END
       WHERE id = $1`,
      [outboxId, now, RETRY_MS / 1000, MAX_ATTEMPTS],
    );
  }

  private collect(instance: object): void {
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    for (const method of this.scanner.getAllMethodNames(prototype)) {
      const function_ = prototype[method] as Handler;
      const name = this.reflector.get<JobName | undefined>(HANDLES_KEY, function_);
      if (name === undefined) {
        continue;
      }
      if (this.handlers.has(name)) {
        throw new Error(`two handlers for ${name}`);
      }
      this.handlers.set(name, function_.bind(instance));
    }
  }
}
