import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { TerminalConfig } from '@shared/terminal';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { GateService } from '../gate/gate.service';
import { PassPolicies } from '../pass/pass-policy.service';
import { PassKeyService } from '../pass-key/pass-key.service';

interface ConfigRow {
  name: string;
  digest_key: Buffer;
  campus: Bilingual;
  building: Bilingual | null;
}

/** What a device must know of its own gate, and of no other. */
@Injectable()
export class TerminalConfigs {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly gates: GateService,
    private readonly policies: PassPolicies,
    private readonly passKeys: PassKeyService,
  ) {}

  /** @throws DomainError TERMINAL_REVOKED */
  async of(terminal: KnownTerminal): Promise<TerminalConfig> {
    const { schoolId, terminalId, gateId, schoolCode } = terminal;
    const [gate, policy, row] = await Promise.all([
      this.gates.find(schoolId, gateId),
      this.policies.of(schoolId),
      this.rowOf(terminal),
    ]);
    if (!gate || !row) {
      throw new DomainError('TERMINAL_REVOKED');
    }
    const { id, code, name, directions, antiPassback, needsTemporaryPass, venueId } = gate;
    return {
      serverTime: this.clock.now().toISOString(),
      ...{ terminalId, name: row.name, schoolCode },
      gate: {
        ...{ id, code, name, place: { campus: row.campus, building: row.building } },
        ...{ directions, antiPassback, needsTemporaryPass, needsBooking: venueId !== null },
      },
      feverTenths: policy.feverTenths,
      numberDigestKey: row.digest_key.toString('base64url'),
      keys: this.passKeys.keySet(),
    };
  }

  private async rowOf({ schoolId, terminalId }: KnownTerminal): Promise<ConfigRow | null> {
    const [row]: ConfigRow[] = await this.database.query(
      `SELECT t.name, t.digest_key, c.name AS campus, b.name AS building
       FROM terminals t
       JOIN gates g ON g.school_id = t.school_id AND g.id = t.gate_id
       JOIN campuses c ON c.school_id = g.school_id AND c.id = g.campus_id
       LEFT JOIN buildings b ON b.school_id = g.school_id AND b.id = g.building_id
       WHERE t.school_id = $1 AND t.id = $2`,
      [schoolId, terminalId],
    );
    return row ?? null;
  }
}
