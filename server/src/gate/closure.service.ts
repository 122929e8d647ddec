import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClosureView } from '@shared/gate';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { GateService } from './gate.service';

/** Closed management of campuses, or of the whole school. */
@Injectable()
export class ClosureService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly gates: GateService,
  ) {}

  async list(schoolId: string, tx: EntityManager = this.database.manager): Promise<ClosureView[]> {
    const rows: { campus_id: string | null; since: Date }[] = await tx.query(
      'SELECT campus_id, since FROM closures WHERE school_id = $1 ORDER BY campus_id NULLS FIRST',
      [schoolId],
    );
    return rows.map(({ campus_id, since }) => ({ campusId: campus_id, since: since.toISOString() }));
  }

  /** Again changes nothing, not even since when. @throws DomainError NOT_FOUND for a campus of no school or another's */
  async set(caller: Caller, campusId: string | null, isClosed: boolean): Promise<ClosureView[]> {
    const { schoolId } = caller;
    const closures = await this.database
      .transaction(async (tx) => {
        const hasChanged = isClosed ? await this.close(tx, caller, campusId) : await this.open(tx, schoolId, campusId);
        if (hasChanged) {
          await this.audit.write(tx, {
            ...{ schoolId, actorId: caller.personId, requestId: caller.requestId },
            ...{ action: isClosed ? 'closure.begin' : 'closure.end', objectKind: campusId ? 'campus' : 'school' },
            objectId: campusId ?? schoolId,
          });
        }
        return this.list(schoolId, tx);
      })
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'closures_school_id_campus_id_fkey' ? new DomainError('NOT_FOUND') : error;
      });
    this.gates.forget(schoolId);
    return closures;
  }

  private async close(tx: EntityManager, caller: Caller, campusId: string | null): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO closures (school_id, campus_id, since, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (school_id, campus_id) DO NOTHING RETURNING school_id`,
      [caller.schoolId, campusId, this.clock.now(), caller.personId],
    );
    return rows.length > 0;
  }

  private async open(tx: EntityManager, schoolId: string, campusId: string | null): Promise<boolean> {
    const [rows] = (await tx.query(
      'DELETE FROM closures WHERE school_id = $1 AND campus_id IS NOT DISTINCT FROM $2::uuid RETURNING school_id',
      [schoolId, campusId],
    )) as [unknown[], number];
    return rows.length > 0;
  }
}
