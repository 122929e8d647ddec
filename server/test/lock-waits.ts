import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const EVERY_MS = 10;

/** Until so many statements wait for locks that somebody else has. */
export async function standStill(database: DataSource, count = 1): Promise<void> {
  for (;;) {
    const waiting: unknown[] = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length >= count) {
      return;
    }
    await sleep(EVERY_MS);
  }
}

/** Somebody else has what this statement locks, until it is let go. */
export async function keepLocked(database: DataSource, lock: string, values: unknown[]): Promise<() => Promise<void>> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  await runner.query(lock, values);
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}
