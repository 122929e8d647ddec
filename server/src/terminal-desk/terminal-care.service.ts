import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { TerminalLine } from '@shared/terminal';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { TerminalKeys } from '../terminal/terminal-keys.service';
import { TerminalBoard } from './terminal-board.service';

/** What an administrator does about a device that is lost, or that raised an alarm. */
@Injectable()
export class TerminalCare {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly keys: TerminalKeys,
    private readonly board: TerminalBoard,
    private readonly audit: AuditLog,
  ) {}

  /** For ever, felt everywhere within five seconds; again changes nothing. @throws DomainError NOT_FOUND */
  async revoke(caller: Caller, id: string): Promise<TerminalLine> {
    const line = await this.change(
      caller,
      id,
      'terminal.revoke',
      `UPDATE terminals SET state = 'revoked', revoked_at = $3, enrolment_hash = NULL, enrolment_until = NULL
       WHERE school_id = $1 AND id = $2 AND state <> 'revoked' RETURNING id`,
    );
    this.keys.forget(id);
    return line;
  }

  /** The alarms that are shown now have been looked at; the next one stands alone. @throws DomainError NOT_FOUND */
  readAlarms(caller: Caller, id: string): Promise<TerminalLine> {
    return this.change(
      caller,
      id,
      'terminal.read_alarms',
      `UPDATE terminal_alarms SET seen_at = $3
       WHERE school_id = $1 AND terminal_id = $2 AND seen_at IS NULL RETURNING terminal_id`,
    );
  }

  private change(caller: Caller, id: string, action: string, statement: string): Promise<TerminalLine> {
    const { schoolId } = caller;
    return this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(statement, [schoolId, id, this.clock.now()])) as [unknown[], number];
      const line = await this.board.one(schoolId, id, tx);
      if (rows.length > 0) {
        await this.record(tx, caller, action, id);
      }
      return line;
    });
  }

  private record(tx: EntityManager, caller: Caller, action: string, objectId: string): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.write(tx, { schoolId, actorId, requestId, action, objectKind: 'terminal', objectId });
  }
}
