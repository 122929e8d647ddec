import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from './clock';
import { newId } from './id';
import type { JobName, Jobs } from './jobs';

/** Jobs are rows written in the business transaction; the worker's relay moves them to Bull. */
@Injectable()
export class Outbox {
  constructor(private readonly clock: Clock) {}

  async add<Name extends JobName>(
    tx: EntityManager,
    name: Name,
    payload: Jobs[Name] & { schoolId: string },
    dueAt: Date = this.clock.now(),
  ): Promise<void> {
    await this.addAll(tx, name, [payload], dueAt);
  }

  /** One statement whatever the number of jobs. */
  async addAll<Name extends JobName>(
    tx: EntityManager,
    name: Name,
    payloads: (Jobs[Name] & { schoolId: string })[],
    dueAt: Date = this.clock.now(),
  ): Promise<void> {
    await tx.query(
      `INSERT INTO outbox (id, school_id, name, payload, due_at)
       SELECT id, school_id, $1, payload, $2
       FROM unnest($3::uuid[], $4::uuid[], $5::jsonb[]) AS job (id, school_id, payload)`,
      [
        name,
        dueAt,
        payloads.map(() => newId()),
        payloads.map((payload) => payload.schoolId),
        payloads.map((payload) => JSON.stringify(payload)),
      ],
    );
  }
}
