import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from './clock';
import { HandlesJob, type Jobs } from './jobs';

const BATCH = 10_000;
/** entries younger than this may still be overtaken by a transaction with a smaller id */
const SETTLE_MS = 60_000;

export interface SealedEntry {
  id: string;
  at: Date;
  actor: string;
  action: string;
  object_kind: string;
  object_id: string;
  request_id: string;
}

interface Seal {
  batch: number;
  last_id: string;
  hash: Buffer;
}

/** Hash of a batch: the hash before it and every field of every entry, length-prefixed by JSON. */
export const sealHash = (previous: Buffer, entries: readonly SealedEntry[]): Buffer => {
  const hash = createHash('sha256').update(previous);
  for (const entry of entries) {
    const { id, at, actor, action, object_kind, object_id, request_id } = entry;
    hash.update(JSON.stringify([id, at.toISOString(), actor, action, object_kind, object_id, request_id]));
  }
  return hash.digest();
};

/** Chains the audit log in batches per school: a changed or missing row breaks every seal after it. */
@Injectable()
export class AuditSealer {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  @HandlesJob('audit.seal')
  async seal({ schoolId }: Jobs['audit.seal']): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [schoolId]);
      const last = await this.lastSeal(tx, schoolId);
      const entries = await this.unsealed(tx, schoolId, last.last_id);
      const first = entries[0];
      const end = entries.at(-1);
      if (!first || !end) {
        return;
      }
      await tx.query(
        `INSERT INTO audit_seals (school_id, batch, first_id, last_id, entries, previous_hash, hash, sealed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          schoolId,
          last.batch + 1,
          first.id,
          end.id,
          entries.length,
          last.hash,
          sealHash(last.hash, entries),
          this.clock.now(),
        ],
      );
    });
  }

  private async lastSeal(tx: EntityManager, schoolId: string): Promise<Seal> {
    const [seal] = (await tx.query(
      'SELECT batch, last_id, hash FROM audit_seals WHERE school_id = $1 ORDER BY batch DESC LIMIT 1',
      [schoolId],
    )) as Seal[];
    return seal ?? { batch: 0, last_id: '0', hash: Buffer.alloc(32) };
  }

  private async unsealed(tx: EntityManager, schoolId: string, afterId: string): Promise<SealedEntry[]> {
    return (await tx.query(
      `SELECT id, at, actor, action, object_kind, object_id, request_id FROM audit_entries
       WHERE school_id = $1 AND id > $2 AND at < $3 ORDER BY id LIMIT ${BATCH}`,
      [schoolId, afterId, new Date(this.clock.now().getTime() - SETTLE_MS)],
    )) as SealedEntry[];
  }
}
