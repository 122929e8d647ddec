import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { TERMINAL_LIMITS, type EnrolmentRequest, type KeyRotationAnswer } from '@shared/terminal';
import { AuditLog } from '../common/audit';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import type { KnownTerminal } from '../common/terminal';
import { TerminalKeys } from '../terminal/terminal-keys.service';
import { EnrolmentCodes } from './enrolment-codes.service';

/** long enough for a device to learn that its new key counts */
const OVERLAP_MS = 10 * 60_000;
/** a device that did not hear the answer asks again within this time */
const REPEAT_MS = TERMINAL_LIMITS.enrolmentMinutes * 60_000;

export interface EnrolledDevice {
  keyId: string;
  terminal: KnownTerminal;
}

interface CurrentKey {
  id: string;
  point: Buffer;
  earlier_until: Date | null;
}

type Owner = Pick<KnownTerminal, 'schoolId' | 'terminalId'>;

/** The keys by which the server knows a device again: each belongs to one device, and to no other ever. */
@Injectable()
export class DeviceKeys {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly codes: EnrolmentCodes,
    private readonly keys: TerminalKeys,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The first key of a device, for a code. Asked again with the same key it tells the same.
   * @returns null for a code that is wrong, used or too old
   * @throws DomainError TERMINAL_KEY_TAKEN; the code stays good
   */
  async enrol({ code, model }: EnrolmentRequest, point: Buffer): Promise<EnrolledDevice | null> {
    const added = await this.database
      .transaction(async (tx) => {
        const owner = await this.codes.redeem(tx, code, model);
        return owner && this.add(tx, owner, point, 'terminal.enrol');
      })
      .catch(asDomainError);
    const keyId = added ?? (await this.justEnrolled(point));
    const key = keyId === null ? null : await this.keys.find(keyId);
    return keyId !== null && key ? { keyId, terminal: key.terminal } : null;
  }

  /**
   * Another key for a device; the one before signs for ten minutes more. Asked again it tells the same.
   * @throws DomainError TERMINAL_KEY_TAKEN, TERMINAL_STATE_CONFLICT while another rotation is under way, and
   * where another device is awaited by now
   */
  async rotate(terminal: KnownTerminal, point: Buffer): Promise<KeyRotationAnswer> {
    const now = this.clock.now();
    const current = await this.currentOf(terminal);
    if (current?.point.equals(point)) {
      return { keyId: current.id, earlierUntil: (current.earlier_until ?? now).toISOString() };
    }
    const earlierUntil = new Date(now.getTime() + OVERLAP_MS);
    const keyId = await this.database
      .transaction(async (tx) => {
        await this.demandInPlace(tx, terminal);
        await this.end(tx, terminal, current?.id ?? null, earlierUntil);
        return this.add(tx, terminal, point, 'terminal.rotate_key');
      })
      .catch(asDomainError);
    this.keys.forget(terminal.terminalId);
    return { keyId, earlierUntil: earlierUntil.toISOString() };
  }

  /** @throws DomainError TERMINAL_STATE_CONFLICT where another rotation has ended it */
  private async end(tx: EntityManager, { schoolId }: Owner, keyId: string | null, at: Date): Promise<void> {
    const [, ended] = (await tx.query(
      'UPDATE terminal_keys SET ends_at = $3 WHERE school_id = $1 AND id = $2 AND ends_at IS NULL',
      [schoolId, keyId, at],
    )) as [unknown, number];
    if (ended === 0) {
      throw new DomainError('TERMINAL_STATE_CONFLICT');
    }
  }

  /** What is known of a device may be seconds old: the key of one that was exchanged meanwhile begets no other. */
  private async demandInPlace(tx: EntityManager, { schoolId, terminalId }: Owner): Promise<void> {
    const active: unknown[] = await tx.query(
      `SELECT FROM terminals WHERE school_id = $1 AND id = $2 AND state = 'active' FOR NO KEY UPDATE`,
      [schoolId, terminalId],
    );
    if (active.length === 0) {
      throw new DomainError('TERMINAL_STATE_CONFLICT');
    }
  }

  private async add(tx: EntityManager, owner: Owner, point: Buffer, action: string): Promise<string> {
    const { schoolId, terminalId } = owner;
    const keyId = newId();
    await tx.query(
      'INSERT INTO terminal_keys (school_id, id, terminal_id, point, created_at) VALUES ($1, $2, $3, $4, $5)',
      [schoolId, keyId, terminalId, point, this.clock.now()],
    );
    await this.audit.write(tx, { schoolId, actorId: null, action, objectKind: 'terminal', objectId: terminalId });
    return keyId;
  }

  private async currentOf({ schoolId, terminalId }: Owner): Promise<CurrentKey | null> {
    const [row]: CurrentKey[] = await this.database.query(
      `SELECT k.id, k.point, (SELECT max(e.ends_at) FROM terminal_keys e
         WHERE e.school_id = k.school_id AND e.terminal_id = k.terminal_id) AS earlier_until
       FROM terminal_keys k WHERE k.school_id = $1 AND k.terminal_id = $2 AND k.ends_at IS NULL`,
      [schoolId, terminalId],
    );
    return row ?? null;
  }

  private async justEnrolled(point: Buffer): Promise<string | null> {
    const [row]: { id: string }[] = await this.database.query(
      `SELECT k.id FROM terminal_keys k
       JOIN terminals t ON t.school_id = k.school_id AND t.id = k.terminal_id
       WHERE k.point = $1 AND k.ends_at IS NULL AND t.state = 'active' AND k.created_at > $2`,
      [point, new Date(this.clock.now().getTime() - REPEAT_MS)],
    );
    return row?.id ?? null;
  }
}

const asDomainError = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'terminal_keys_point_key':
      throw new DomainError('TERMINAL_KEY_TAKEN');
    case 'terminal_keys_current':
      throw new DomainError('TERMINAL_STATE_CONFLICT');
    default:
      throw error;
  }
};
