import { createHash } from 'node:crypto';
import { Injectable, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import type { Caller } from './caller';
import { Clock } from './clock';
import { DomainError } from './domain-error';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The Idempotency-Key header, a uuid. @throws DomainError IDEMPOTENCY_KEY_MISSING */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (typeof key !== 'string' || !UUID.test(key)) {
    throw new DomainError('IDEMPOTENCY_KEY_MISSING');
  }
  return key.toLowerCase();
});

/** What a key stands for: the same request hashes alike. */
export const bodyHash = (body: unknown): Buffer => createHash('sha256').update(JSON.stringify(body)).digest();

/** Writes that a phone may repeat: the key, the effect and the answer are one transaction. */
@Injectable()
export class Idempotency {
  constructor(private readonly clock: Clock) {}

  /**
   * Does `work` once per key; a repeat with the same body gets the first answer.
   * @throws DomainError IDEMPOTENCY_KEY_REUSED for another body under the same key
   */
  async once<T extends object>(
    tx: EntityManager,
    caller: Caller,
    key: string,
    body: unknown,
    work: () => Promise<T>,
  ): Promise<T> {
    const hash = bodyHash(body);
    const owner = [caller.schoolId, caller.personId, key];
    const taken = (await tx.query(
      `INSERT INTO idempotency_keys (school_id, person_id, key, body_hash, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING key`,
      [...owner, hash, this.clock.now()],
    )) as unknown[];
    if (taken.length === 0) {
      return this.earlierAnswer<T>(tx, owner, hash);
    }
    const answer = await work();
    await tx.query('UPDATE idempotency_keys SET answer = $4 WHERE school_id = $1 AND person_id = $2 AND key = $3', [
      ...owner,
      JSON.stringify(answer),
    ]);
    return answer;
  }

  private async earlierAnswer<T>(tx: EntityManager, owner: string[], hash: Buffer): Promise<T> {
    const [earlier] = (await tx.query(
      'SELECT body_hash, answer FROM idempotency_keys WHERE school_id = $1 AND person_id = $2 AND key = $3',
      owner,
    )) as { body_hash: Buffer; answer: T }[];
    if (!earlier || !earlier.body_hash.equals(hash)) {
      throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    }
    return earlier.answer;
  }
}
