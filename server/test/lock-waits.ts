import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const EVERY_MS = 10;

/** Until somebody's statement waits for a lock that somebody else has. */
export async function standStill(database: DataSource): Promise<void> {
  for (;;) {
    const waiting: unknown[] = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) {
      return;
    }
    await sleep(EVERY_MS);
  }
}
