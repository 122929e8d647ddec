import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { TerminalAlarm } from '@shared/terminal';
import { Clock } from '../common/clock';
import type { KnownTerminal } from '../common/terminal';

/** What an administrator must look at: one line a kind and device, counted until it was seen. */
@Injectable()
export class TerminalAlarms {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Stays when the request is refused, unless `tx` ties it to a transaction. */
  async raise(
    { schoolId, terminalId }: Pick<KnownTerminal, 'schoolId' | 'terminalId'>,
    kind: TerminalAlarm,
    count = 1,
    tx: EntityManager = this.database.manager,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO terminal_alarms AS a (school_id, terminal_id, kind, count, first_at, last_at)
       VALUES ($1, $2, $3, $4, $5, $5)
       ON CONFLICT (school_id, terminal_id, kind) DO UPDATE SET
         count = CASE WHEN a.seen_at IS NULL THEN a.count + excluded.count ELSE excluded.count END,
         first_at = CASE WHEN a.seen_at IS NULL THEN a.first_at ELSE excluded.first_at END,
         last_at = excluded.last_at, seen_at = NULL`,
      [schoolId, terminalId, kind, count, this.clock.now()],
    );
  }
}
