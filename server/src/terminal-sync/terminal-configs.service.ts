import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DEFAULT_PASS_POLICY } from '@shared/pass';
import type { TerminalConfig } from '@shared/terminal';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { GateService } from '../gate/gate.service';
import { PassKeyService } from '../pass-key/pass-key.service';
import { TerminalKeys } from '../terminal/terminal-keys.service';

interface ConfigRow {
  name: string;
  digest_key: Buffer;
  fever_tenths: number;
}

/** What a device must know of its own gate, and of no other. */
@Injectable()
export class TerminalConfigs {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly keys: TerminalKeys,
    private readonly gates: GateService,
    private readonly passKeys: PassKeyService,
  ) {}

  /** For a device that was enrolled a moment ago. @throws DomainError TERMINAL_REVOKED where that was a moment ago as well */
  async ofKey(keyId: string): Promise<TerminalConfig> {
    const key = await this.keys.find(keyId);
    if (!key) {
      throw new DomainError('TERMINAL_REVOKED');
    }
    return this.of(key.terminal);
  }

  /** @throws DomainError TERMINAL_REVOKED */
  async of(terminal: KnownTerminal): Promise<TerminalConfig> {
    const { schoolId, terminalId, gateId, schoolCode } = terminal;
    const [gate, row] = await Promise.all([this.gates.find(schoolId, gateId), this.rowOf(terminal)]);
    if (!gate || !row) {
      throw new DomainError('TERMINAL_REVOKED');
    }
    const { id, code, name, directions, antiPassback, needsTemporaryPass } = gate;
    return {
      serverTime: this.clock.now().toISOString(),
      ...{ terminalId, name: row.name, schoolCode },
      gate: { id, code, name, directions, antiPassback, needsTemporaryPass },
      feverTenths: row.fever_tenths,
      numberDigestKey: row.digest_key.toString('base64url'),
      keys: this.passKeys.keySet(),
    };
  }

  private async rowOf({ schoolId, terminalId }: KnownTerminal): Promise<ConfigRow | null> {
    const [row]: ConfigRow[] = await this.database.query(
      `SELECT t.name, t.digest_key, coalesce(p.fever_tenths, $3) AS fever_tenths
       FROM terminals t LEFT JOIN pass_policies p ON p.school_id = t.school_id
       WHERE t.school_id = $1 AND t.id = $2`,
      [schoolId, terminalId, DEFAULT_PASS_POLICY.feverTenths],
    );
    return row ?? null;
  }
}
