import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { NewTerminal, TerminalInput } from '@shared/terminal';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { EnrolmentCodes, type EnrolmentCode } from '../enrolment/enrolment-codes.service';
import { GateService } from '../gate/gate.service';
import { TerminalKeys } from '../terminal/terminal-keys.service';
import { TerminalBoard } from './terminal-board.service';

/** Terminals as the administrator sets them up: one device at one gate, for as long as it stands there. */
@Injectable()
export class TerminalDesk {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly gates: GateService,
    private readonly codes: EnrolmentCodes,
    private readonly keys: TerminalKeys,
    private readonly board: TerminalBoard,
  ) {}

  /** @throws DomainError NOT_FOUND for a gate that is closed down or another school's */
  create(caller: Caller, input: TerminalInput): Promise<NewTerminal> {
    return this.database.transaction(async (tx) => {
      await this.gates.hold(tx, caller.schoolId, input.gateId);
      return this.shown(tx, caller, await this.codes.open(tx, caller, input));
    });
  }

  /**
   * For another device in the place of this one, or when the code was not used in time.
   * @throws DomainError NOT_FOUND, TERMINAL_STATE_CONFLICT after a revocation
   */
  async renewCode(caller: Caller, id: string): Promise<NewTerminal> {
    const renewed = await this.database.transaction(async (tx) => {
      const code = await this.codes.renew(tx, caller, id);
      if (!code) {
        await this.board.one(caller.schoolId, id, tx);
        throw new DomainError('TERMINAL_STATE_CONFLICT');
      }
      return this.shown(tx, caller, code);
    });
    this.keys.forget(id);
    return renewed;
  }

  private async shown(
    tx: EntityManager,
    { schoolId }: Caller,
    { terminalId, code, expiresAt }: EnrolmentCode,
  ): Promise<NewTerminal> {
    return {
      terminal: await this.board.one(schoolId, terminalId, tx),
      enrolmentCode: code,
      expiresAt: expiresAt.toISOString(),
    };
  }
}
