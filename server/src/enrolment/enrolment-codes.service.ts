import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TERMINAL_LIMITS, type TerminalInput } from '@shared/terminal';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { KeyRing } from '../common/key-ring';
import { randomWord } from '../common/random-word';
import { CODE_LENGTH, enrolmentHash } from './enrolment-code';

const LIFE_MS = TERMINAL_LIMITS.enrolmentMinutes * 60_000;
const DIGEST_KEY_BYTES = 32;

/** Handed over by the administrator, good once. */
export interface EnrolmentCode {
  terminalId: string;
  code: string;
  expiresAt: Date;
}

/** Terminals that await a device, and the code that a device must bring. */
@Injectable()
export class EnrolmentCodes {
  constructor(
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly audit: AuditLog,
  ) {}

  /** A new terminal; the gate is held by the caller's transaction. */
  async open(tx: EntityManager, caller: Caller, { gateId, name }: TerminalInput): Promise<EnrolmentCode> {
    const { schoolId, personId } = caller;
    const drawn = this.draw(newId());
    await tx.query(
      `INSERT INTO terminals (school_id, id, gate_id, name, digest_key, enrolment_hash, enrolment_until, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[schoolId, drawn.terminalId, gateId, name, randomBytes(DIGEST_KEY_BYTES)],
        ...[enrolmentHash(this.keys, drawn.code), drawn.expiresAt, personId, this.clock.now()],
      ],
    );
    await this.record(tx, caller, 'terminal.create', drawn.terminalId);
    return drawn;
  }

  /**
   * Another code: the terminal awaits a device from now on, the keys and the start of the one before count no more.
   * @returns null for a terminal that was revoked, or of another school
   */
  async renew(tx: EntityManager, caller: Caller, terminalId: string): Promise<EnrolmentCode | null> {
    const drawn = this.draw(terminalId);
    const [rows] = (await tx.query(
      `UPDATE terminals SET state = 'awaiting', enrolment_hash = $3, enrolment_until = $4, boot_id = NULL,
         boot_number = 0, digest_key = $5
       WHERE school_id = $1 AND id = $2 AND state <> 'revoked' RETURNING id`,
      [
        ...[caller.schoolId, terminalId, enrolmentHash(this.keys, drawn.code), drawn.expiresAt],
        randomBytes(DIGEST_KEY_BYTES),
      ],
    )) as [unknown[], number];
    if (rows.length === 0) {
      return null;
    }
    await tx.query(
      `UPDATE terminal_keys SET ends_at = $3
       WHERE school_id = $1 AND terminal_id = $2 AND (ends_at IS NULL OR ends_at > $3)`,
      [caller.schoolId, terminalId, this.clock.now()],
    );
    await this.record(tx, caller, 'terminal.renew_code', terminalId);
    return drawn;
  }

  /** Uses the code up. @returns whose it is, or null where it is wrong, used or too old */
  async redeem(
    tx: EntityManager,
    code: string,
    model: string,
  ): Promise<{ schoolId: string; terminalId: string } | null> {
    const [rows] = (await tx.query(
      `UPDATE terminals SET state = 'active', enrolment_hash = NULL, enrolment_until = NULL, model = $2,
         version = NULL, last_seen_at = NULL, queued_events = 0, offset_ms = NULL
       WHERE enrolment_hash = $1 AND enrolment_until > $3 AND state = 'awaiting'
       RETURNING school_id AS "schoolId", id AS "terminalId"`,
      [enrolmentHash(this.keys, code), model, this.clock.now()],
    )) as [{ schoolId: string; terminalId: string }[], number];
    return rows[0] ?? null;
  }

  private draw(terminalId: string): EnrolmentCode {
    return { terminalId, code: randomWord(CODE_LENGTH), expiresAt: new Date(this.clock.now().getTime() + LIFE_MS) };
  }

  private record(tx: EntityManager, caller: Caller, action: string, objectId: string): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.write(tx, { schoolId, actorId, requestId, action, objectKind: 'terminal', objectId });
  }
}
