import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { inWgs84 } from '@shared/coordinates';
import type { CampusCircle, CircleInput } from '@shared/return';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';

const SELECT_CIRCLE = `
  SELECT k.campus_id AS "campusId", c.name, k.latitude, k.longitude, k.radius_metres AS "radiusMetres"
  FROM campus_circles k JOIN campuses c ON c.school_id = k.school_id AND c.id = k.campus_id`;

/** The grounds of the campuses as circles, WGS 84. */
@Injectable()
export class CircleService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
  ) {}

  ofSchool(schoolId: string, tx: EntityManager = this.database.manager): Promise<CampusCircle[]> {
    return tx.query(`${SELECT_CIRCLE} WHERE k.school_id = $1 ORDER BY c.code, k.id`, [schoolId]);
  }

  /** @throws DomainError NOT_FOUND for a campus of no school or another's */
  async ofCampus(schoolId: string, campusId: string): Promise<CampusCircle[]> {
    await this.demandCampus(this.database.manager, schoolId, campusId);
    return this.circlesOf(this.database.manager, schoolId, campusId);
  }

  /** The list takes the place of the one before. @throws DomainError NOT_FOUND */
  async replace(caller: Caller, campusId: string, items: CircleInput[]): Promise<CampusCircle[]> {
    const { schoolId } = caller;
    return this.database.transaction(async (tx) => {
      await this.demandCampus(tx, schoolId, campusId, 'FOR UPDATE');
      await tx.query('DELETE FROM campus_circles WHERE school_id = $1 AND campus_id = $2', [schoolId, campusId]);
      for (const { radiusMetres, system, ...shown } of items) {
        const { latitude, longitude } = inWgs84(shown, system);
        await tx.query(
          `INSERT INTO campus_circles (school_id, id, campus_id, latitude, longitude, radius_metres)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [schoolId, newId(), campusId, latitude, longitude, radiusMetres],
        );
      }
      await this.audit.write(tx, {
        schoolId,
        actorId: caller.personId,
        requestId: caller.requestId,
        action: 'campus.circles',
        objectKind: 'campus',
        objectId: campusId,
      });
      return this.circlesOf(tx, schoolId, campusId);
    });
  }

  private circlesOf(tx: EntityManager, schoolId: string, campusId: string): Promise<CampusCircle[]> {
    return tx.query(`${SELECT_CIRCLE} WHERE k.school_id = $1 AND k.campus_id = $2 ORDER BY k.id`, [schoolId, campusId]);
  }

  private async demandCampus(tx: EntityManager, schoolId: string, campusId: string, lock = ''): Promise<void> {
    const known: unknown[] = await tx.query(`SELECT FROM campuses WHERE school_id = $1 AND id = $2 ${lock}`, [
      schoolId,
      campusId,
    ]);
    if (known.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }
}
