import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { runPrepared } from '../common/prepared';
import type { KnownTerminal } from '../common/terminal';
import { publicKeyOf } from './device-key';
import { SIGNATORY, type SignatoryRow } from './terminal.sql';

const KEPT_MS = 4_000;
const KEPT_KEYS = 5_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A key of a device. */
export interface TerminalKey {
  publicKey: KeyObject;
  terminal: KnownTerminal;
  isRevoked: boolean;
  endsAt: Date | null;
}

interface Kept {
  key: TerminalKey;
  until: number;
}

/**
 * Key id → device. What it read stays for four seconds, so that a revocation, another gate setting or another start of
 * the device is felt within five.
 */
@Injectable()
export class TerminalKeys {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A key that signs now, also of a device that was revoked. */
  async find(keyId: string): Promise<TerminalKey | null> {
    const now = this.clock.now();
    const kept = this.kept.get(keyId);
    const key = kept && kept.until > now.getTime() ? kept.key : await this.load(keyId, now);
    return key && (key.endsAt === null || key.endsAt > now) ? key : null;
  }

  /** What this process kept of a device is stale; others feel it within five seconds. */
  forget(terminalId: string): void {
    for (const [keyId, { key }] of this.kept) {
      if (key.terminal.terminalId === terminalId) {
        this.kept.delete(keyId);
      }
    }
  }

  private async load(keyId: string, now: Date): Promise<TerminalKey | null> {
    const [row] = UUID.test(keyId) ? await runPrepared<SignatoryRow>(this.database, SIGNATORY, [keyId]) : [];
    this.kept.delete(keyId);
    if (!row) {
      return null;
    }
    const key = keyOf(row);
    this.keep(keyId, { key, until: now.getTime() + KEPT_MS });
    return key;
  }

  /** The oldest gives way. */
  private keep(keyId: string, entry: Kept): void {
    const oldest = this.kept.size >= KEPT_KEYS ? this.kept.keys().next() : null;
    if (oldest && !oldest.done) {
      this.kept.delete(oldest.value);
    }
    this.kept.set(keyId, entry);
  }
}

const keyOf = (row: SignatoryRow): TerminalKey => ({
  publicKey: publicKeyOf(row.point),
  isRevoked: row.state === 'revoked',
  endsAt: row.ends_at,
  terminal: {
    schoolId: row.school_id,
    schoolCode: row.school_code,
    timeZone: row.time_zone,
    terminalId: row.terminal_id,
    gateId: row.gate_id,
    gateCode: row.gate_code,
    campusId: row.campus_id,
    buildingId: row.building_id,
    directions: row.directions,
    antiPassback: row.anti_passback,
    important: row.important,
    bootId: row.boot_id,
  },
});
