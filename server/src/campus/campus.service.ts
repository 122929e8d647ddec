import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { CampusInput, CampusView } from '@shared/unit';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { newId } from '../common/id';

/** The campuses of a school, by their codes. */
@Injectable()
export class CampusService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
  ) {}

  list(schoolId: string, tx: EntityManager = this.database.manager): Promise<CampusView[]> {
    return tx.query('SELECT id, code, name FROM campuses WHERE school_id = $1 ORDER BY code', [schoolId]);
  }

  /** New ones are added, known ones renamed; what the list leaves out stays. @returns all of them */
  async write(caller: Caller, items: readonly CampusInput[]): Promise<CampusView[]> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.database.transaction(async (tx) => {
      for (const { code, name } of items) {
        await tx.query(
          `INSERT INTO campuses (school_id, id, code, name) VALUES ($1, $2, $3, $4)
           ON CONFLICT (school_id, code) DO UPDATE SET name = excluded.name`,
          [schoolId, newId(), code, JSON.stringify(name)],
        );
      }
      const all = await this.list(schoolId, tx);
      await this.audit.writeAll(
        tx,
        all
          .filter(({ code }) => items.some((item) => item.code === code))
          .map(({ id: objectId }) => ({
            ...{ schoolId, actorId, requestId },
            ...{ action: 'campus.write', objectKind: 'campus', objectId },
          })),
      );
      return all;
    });
  }
}
