import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Secret, TOTP } from 'otpauth';
import type { DataSource, EntityManager } from 'typeorm';
import type { TotpEnrolment } from '@shared/identity';
import { Clock } from '../common/clock';
import { IdCipher } from '../common/id-cipher';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;

interface SecretRow {
  secret_cipher: Buffer;
  confirmed_at: Date | null;
  last_step: string;
}

const generatorOf = (secret: Secret, label = 'account'): TOTP =>
  new TOTP({ issuer: 'Campus Health Pass', label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret });

/** Second factor of staff roles (RFC 6238): a time step works once, one step of drift either way. */
@Injectable()
export class TotpService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly cipher: IdCipher,
    private readonly clock: Clock,
  ) {}

  async isEnrolled(schoolId: string, personId: string): Promise<boolean> {
    const row = await this.rowOf(this.database.manager, schoolId, personId);
    return row !== undefined && row.confirmed_at !== null;
  }

  /** A fresh secret, good once a code of it was shown; null when one is confirmed already. */
  async enrol(schoolId: string, personId: string, label: string): Promise<TotpEnrolment | null> {
    const secret = new Secret({ size: SECRET_BYTES });
    const stored = (await this.database.query(
      `INSERT INTO totp_secrets (school_id, person_id, secret_cipher) VALUES ($1, $2, $3)
       ON CONFLICT (school_id, person_id) DO UPDATE SET secret_cipher = excluded.secret_cipher, last_step = 0
       WHERE totp_secrets.confirmed_at IS NULL RETURNING person_id`,
      [schoolId, personId, this.cipher.seal(secret.base32)],
    )) as unknown[];
    return stored.length === 0 ? null : { secret: secret.base32, otpauthUri: generatorOf(secret, label).toString() };
  }

  /** Accepts a code once and confirms the enrolment with it. @returns false for a wrong or used code */
  async accept(tx: EntityManager, schoolId: string, personId: string, code: string): Promise<boolean> {
    const row = await this.rowOf(tx, schoolId, personId, 'FOR UPDATE');
    if (!row) {
      return false;
    }
    const now = this.clock.now();
    const generator = generatorOf(Secret.fromBase32(this.cipher.open(row.secret_cipher)));
    const delta = generator.validate({ token: code, timestamp: now.getTime(), window: 1 });
    const step = Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + (delta ?? 0);
    if (delta === null || step <= Number(row.last_step)) {
      return false;
    }
    await tx.query(
      `UPDATE totp_secrets SET last_step = $3, confirmed_at = coalesce(confirmed_at, $4)
       WHERE school_id = $1 AND person_id = $2`,
      [schoolId, personId, step, now],
    );
    return true;
  }

  /** @returns who had one */
  async forget(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<string[]> {
    const [gone] = (await tx.query(
      'DELETE FROM totp_secrets WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) RETURNING person_id',
      [schoolId, personIds],
    )) as [{ person_id: string }[], number];
    return gone.map(({ person_id }) => person_id);
  }

  private async rowOf(
    db: EntityManager,
    schoolId: string,
    personId: string,
    lock = '',
  ): Promise<SecretRow | undefined> {
    const [row] = (await db.query(
      `SELECT secret_cipher, confirmed_at, last_step FROM totp_secrets WHERE school_id = $1 AND person_id = $2 ${lock}`,
      [schoolId, personId],
    )) as SecretRow[];
    return row;
  }
}
