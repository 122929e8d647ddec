import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared } from '../common/prepared';
import { TAKE_NONCE } from './terminal.sql';

/** A signed request counts once, however often it is sent. */
@Injectable()
export class TerminalNonces {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError TERMINAL_REQUEST_REPEATED */
  async take(terminalId: string, nonce: string): Promise<void> {
    const taken = await runPrepared(this.database, TAKE_NONCE, [terminalId, nonce, this.clock.now()]);
    if (taken.length === 0) {
      throw new DomainError('TERMINAL_REQUEST_REPEATED');
    }
  }
}
