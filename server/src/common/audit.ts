import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from './clock';
import { KeyRing } from './key-ring';

export interface AuditEntry {
  schoolId: string;
  /** null: the system itself */
  actorId: string | null;
  /** of the signed-in request; jobs, commands and the steps of a sign-in have none */
  requestId?: string;
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

  /** How a person stands in the log, for a statement that writes its entry along with its work. */
  actorOf(personId: string | null): string {
    return personId === null ? 'system' : this.keys.pseudonym(personId);
  }

  async write(tx: EntityManager, entry: AuditEntry): Promise<void> {
    await this.writeAll(tx, [entry]);
  }

  /** One statement whatever the number of entries. */
  async writeAll(tx: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entries (school_id, at, actor, action, object_kind, object_id, request_id)
       SELECT school_id, $1, actor, action, object_kind, object_id, request_id
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         AS entry (school_id, actor, action, object_kind, object_id, request_id)`,
      [
        this.clock.now(),
        entries.map(({ schoolId }) => schoolId),
        entries.map(({ actorId }) => this.actorOf(actorId)),
        entries.map(({ action }) => action),
        entries.map(({ objectKind }) => objectKind),
        entries.map(({ objectId }) => objectId),
        entries.map(({ requestId }) => requestId ?? '-'),
      ],
    );
  }
}
