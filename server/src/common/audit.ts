import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from './clock';
import { KeyRing } from './key-ring';
import { currentRequestId } from './request-id';

export interface AuditEntry {
  schoolId: string;
  /** null: the system itself */
  actorId: string | null;
  /** noun.verb, e.g. `case.close` */
  action: string;
  objectKind: string;
  objectId: string;
}

/** Append-only record of who did what; people stand in it by a keyed hash. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly clock: Clock,
    private readonly keys: KeyRing,
  ) {}

  async write(tx: EntityManager, entry: AuditEntry): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entries (school_id, at, actor, action, object_kind, object_id, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        entry.schoolId,
        this.clock.now(),
        entry.actorId === null ? 'system' : this.keys.pseudonym(entry.actorId),
        entry.action,
        entry.objectKind,
        entry.objectId,
        currentRequestId(),
      ],
    );
  }
}
