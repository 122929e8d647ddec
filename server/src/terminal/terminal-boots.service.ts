import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { BootRequest } from '@shared/terminal';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { TerminalAlarms } from './terminal-alarms.service';
import { TerminalKeys } from './terminal-keys.service';

/** Starts of a device. Two devices with one key cannot both be the one that started last. */
@Injectable()
export class TerminalBoots {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly keys: TerminalKeys,
    private readonly alarms: TerminalAlarms,
  ) {}

  /** The start with the highest number counts; announced again, it stays. @throws DomainError TERMINAL_BOOT_STALE */
  async announce(terminal: KnownTerminal, { bootId, bootNumber }: BootRequest): Promise<void> {
    const [rows] = (await this.database.query(
      `UPDATE terminals SET boot_id = $3, boot_number = $4
       WHERE school_id = $1 AND id = $2 AND state = 'active' AND (boot_number < $4 OR (boot_number = $4 AND boot_id = $3)) RETURNING id`,
      [terminal.schoolId, terminal.terminalId, bootId, bootNumber],
    )) as [unknown[], number];
    this.keys.forget(terminal.terminalId);
    if (rows.length === 0) {
      await this.refuse(terminal);
    }
  }

  /** What a device says of this very moment comes from its last start. @throws DomainError TERMINAL_BOOT_STALE */
  async demandLive(terminal: KnownTerminal, bootId: string): Promise<void> {
    const said = bootId.toLowerCase();
    if (terminal.bootId === said) {
      return;
    }
    const current = await this.currentOf(terminal);
    if (current === null) {
      throw new DomainError('TERMINAL_BOOT_STALE');
    }
    if (current !== said) {
      await this.refuse(terminal);
    }
    this.keys.forget(terminal.terminalId);
  }

  /** Not from what is kept: another process may have heard of a start a moment ago. */
  private async currentOf({ schoolId, terminalId }: KnownTerminal): Promise<string | null> {
    const [row]: { boot_id: string | null }[] = await this.database.query(
      'SELECT boot_id FROM terminals WHERE school_id = $1 AND id = $2',
      [schoolId, terminalId],
    );
    return row?.boot_id ?? null;
  }

  private async refuse(terminal: KnownTerminal): Promise<never> {
    await this.alarms.raise(terminal, 'boot_forked');
    throw new DomainError('TERMINAL_BOOT_STALE');
  }
}
