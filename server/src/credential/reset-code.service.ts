import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ResetCode } from '@shared/person-admin';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { KeyRing } from '../common/key-ring';
import { randomWord } from '../common/random-word';

const CODE_LENGTH = 10;
const LIFE_MS = 24 * 3_600_000;

/** What a person types is read generously: case, spaces, hyphens, full-width. */
const typedCode = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

/** One-time codes that card staff hand over after comparing the ID document. */
@Injectable()
export class ResetCodeService {
  private readonly key: Buffer;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    keys: KeyRing,
  ) {
    this.key = keys.derived('id_lookup', 'reset-code');
  }

  /** A new code; one that was issued before stops working. @throws DomainError PERMISSION_DENIED for oneself */
  async issue(tx: EntityManager, schoolId: string, personId: string, issuedBy: string): Promise<ResetCode> {
    if (personId === issuedBy) {
      throw new DomainError('PERMISSION_DENIED');
    }
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    const code = randomWord(CODE_LENGTH);
    await tx.query(
      'UPDATE password_reset_codes SET used_at = $3 WHERE school_id = $1 AND person_id = $2 AND used_at IS NULL',
      [schoolId, personId, now],
    );
    await tx.query(
      `INSERT INTO password_reset_codes (school_id, id, person_id, code_hash, issued_by, issued_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [schoolId, newId(), personId, this.hash(personId, code), issuedBy, now, expiresAt],
    );
    return { code, expiresAt: expiresAt.toISOString() };
  }

  /** The person whose live code this is; null for every cause of failure. */
  async findPerson(schoolId: string, number: string, code: string): Promise<string | null> {
    const [row]: { person_id: string; code_hash: string }[] = await this.database.query(
      `SELECT r.person_id, r.code_hash FROM people p
       JOIN password_reset_codes r ON r.school_id = p.school_id AND r.person_id = p.id
       WHERE p.school_id = $1 AND p.number = $2 AND r.used_at IS NULL AND r.expires_at > $3`,
      [schoolId, number, this.clock.now()],
    );
    const right = Buffer.from(row?.code_hash ?? this.hash('nobody', ''));
    const typed = Buffer.from(this.hash(row?.person_id ?? 'nobody', typedCode(code)));
    return timingSafeEqual(right, typed) && row ? row.person_id : null;
  }

  /** @returns false when somebody was faster */
  async use(tx: EntityManager, schoolId: string, personId: string): Promise<boolean> {
    const [rows] = (await tx.query(
      `UPDATE password_reset_codes SET used_at = $3
       WHERE school_id = $1 AND person_id = $2 AND used_at IS NULL AND expires_at > $3 RETURNING id`,
      [schoolId, personId, this.clock.now()],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  private hash(personId: string, code: string): string {
    return createHmac('sha256', this.key).update(`${personId}\n${code}`).digest('base64url');
  }
}
