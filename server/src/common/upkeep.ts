import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from './clock';

const KEY_AGE_MS = 48 * 3_600_000;
/** a signed request is refused by its clock five minutes before and after its time */
const NONCE_AGE_MS = 15 * 60_000;

/** What grows and belongs to no service. */
@Injectable()
export class Upkeep {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Forgets idempotency keys that no phone repeats any more, and counters that ran out. */
  async clean(): Promise<void> {
    const now = this.clock.now();
    await this.database.query('DELETE FROM idempotency_keys WHERE created_at < $1', [
      new Date(now.getTime() - KEY_AGE_MS),
    ]);
    await this.database.query('DELETE FROM throttle_counters WHERE expire < $1', [now.getTime()]);
  }

  /** Forgets nonces of signed requests that would be refused by their age. */
  async forgetNonces(): Promise<void> {
    await this.database.query('DELETE FROM terminal_nonces WHERE seen_at < $1', [
      new Date(this.clock.now().getTime() - NONCE_AGE_MS),
    ]);
  }
}
