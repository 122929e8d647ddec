import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from './clock';

/** a job that has not finished this long after its time is taken for lost */
const LOST_AFTER_MS = 60_000;

/** Hands back to the relay whatever was given to Bull and never came out: a flushed Redis loses nothing. */
@Injectable()
export class Sweeper {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @returns how many lost jobs were found */
  async sweep(lostAfterMs: number = LOST_AFTER_MS): Promise<number> {
    const [, count] = (await this.database.query(
      `UPDATE outbox SET relayed_at = NULL, attempts = attempts + 1
       WHERE relayed_at IS NOT NULL AND failed_at IS NULL AND greatest(relayed_at, due_at) < $1`,
      [new Date(this.clock.now().getTime() - lostAfterMs)],
    )) as [unknown, number];
    return count;
  }
}
