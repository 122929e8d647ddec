import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Queue } from 'bull';
import type { DataSource } from 'typeorm';
import type { QueuedJob } from './bull-queue';
import { Clock } from './clock';
import { failpoint } from './failpoint';
import type { JobName } from './jobs';

const BATCH = 200;
const POLL_MS = 100;
/** jobs due later than this stay in PostgreSQL until their time comes near */
const HORIZON_MS = 60_000;
const REDIS_PATIENCE_MS = 3_000;

interface OutboxRow {
  id: string;
  name: JobName;
  payload: unknown;
  due_at: Date;
  attempts: number;
}

/** Moves due outbox rows to Bull. A crash at any point repeats the move under the same job id. */
@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private running = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  start(queue: Queue<QueuedJob>): void {
    this.running = true;
    this.loop = this.poll(queue);
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.loop;
  }

  private async poll(queue: Queue<QueuedJob>): Promise<void> {
    let isQuiet = false;
    while (this.running) {
      try {
        const moved = await this.move(queue);
        isQuiet = false;
        if (moved === BATCH) {
          continue;
        }
      } catch (error) {
        if (!isQuiet) {
          this.logger.warn({ event: 'relay.waiting', error: (error as Error).name });
        }
        isQuiet = true;
      }
      await pause(POLL_MS);
    }
  }

  /** @returns how many rows were handed to Bull */
  async move(queue: Queue<QueuedJob>): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const rows = (await tx.query(
        `SELECT id, name, payload, due_at, attempts FROM outbox
         WHERE relayed_at IS NULL AND failed_at IS NULL AND due_at <= $1
         ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
        [new Date(now.getTime() + HORIZON_MS)],
      )) as OutboxRow[];
      if (rows.length === 0) {
        return 0;
      }
      failpoint('relay.before_enqueue');
      await withPatience(
        queue.addBulk(
          rows.map((row) => ({
            data: { name: row.name, payload: row.payload },
            opts: {
              // a swept job gets a new id: Bull ignores one that it still remembers
              jobId: `${row.id}:${row.attempts}`,
              delay: Math.max(0, row.due_at.getTime() - now.getTime()),
              removeOnComplete: true,
              removeOnFail: true,
            },
          })),
        ),
      );
      failpoint('relay.after_enqueue');
      await tx.query('UPDATE outbox SET relayed_at = $2 WHERE id = ANY ($1)', [rows.map(({ id }) => id), now]);
      return rows.length;
    });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Bull waits for ever while Redis is away; the rows must not stay locked that long. */
const withPatience = async (work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Redis does not answer')), REDIS_PATIENCE_MS);
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
