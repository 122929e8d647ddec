import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { newId } from '../common/id';

const LIFE_MS = 72 * 3_600_000;
const TOKEN_BYTES = 32;

const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** One-time links by which the first administrator of a school comes in. */
@Injectable()
export class InvitationService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @returns the token of the link, good for 72 hours and once; one from before stops working */
  async issue(tx: EntityManager, schoolId: string, personId: string): Promise<{ token: string; expiresAt: Date }> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    await tx.query('UPDATE invitations SET used_at = $3 WHERE school_id = $1 AND person_id = $2 AND used_at IS NULL', [
      schoolId,
      personId,
      now,
    ]);
    await tx.query(
      'INSERT INTO invitations (school_id, id, person_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [schoolId, newId(), personId, tokenHash(token), expiresAt],
    );
    return { token, expiresAt };
  }

  async findPerson(token: string): Promise<{ schoolId: string; personId: string } | null> {
    const [row]: { schoolId: string; personId: string }[] = await this.database.query(
      `SELECT school_id AS "schoolId", person_id AS "personId" FROM invitations
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`,
      [tokenHash(token), this.clock.now()],
    );
    return row ?? null;
  }

  /** @returns false when somebody was faster */
  async use(tx: EntityManager, token: string): Promise<boolean> {
    const [rows] = (await tx.query(
      'UPDATE invitations SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
      [tokenHash(token), this.clock.now()],
    )) as [unknown[], number];
    return rows.length > 0;
  }
}
