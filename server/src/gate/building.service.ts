import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { BuildingInput, BuildingView } from '@shared/gate';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';

const VIEW = 'id, campus_id AS "campusId", code, name';

/** The buildings of a school, as its administrator keeps them. */
@Injectable()
export class BuildingService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  list(schoolId: string): Promise<BuildingView[]> {
    return this.database.query(
      `SELECT ${VIEW} FROM buildings WHERE school_id = $1 AND removed_at IS NULL ORDER BY code`,
      [schoolId],
    );
  }

  /** @throws DomainError GATE_CODE_TAKEN, NOT_FOUND for a campus of no school or another's */
  create(caller: Caller, { campusId, code, name }: BuildingInput): Promise<BuildingView> {
    return this.write(caller, 'building.create', async (tx) => {
      const rows: BuildingView[] = await tx.query(
        `INSERT INTO buildings (school_id, id, campus_id, code, name, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         RETURNING ${VIEW}`,
        [caller.schoolId, newId(), campusId, code, JSON.stringify(name), this.clock.now()],
      );
      return rows[0];
    });
  }

  /** @throws DomainError NOT_FOUND, GATE_CODE_TAKEN, GATE_IN_USE for another campus while it has gates */
  change(caller: Caller, id: string, { campusId, code, name }: BuildingInput): Promise<BuildingView> {
    return this.write(caller, 'building.change', async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE buildings SET campus_id = $3, code = $4, name = $5
         WHERE school_id = $1 AND id = $2 AND removed_at IS NULL RETURNING ${VIEW}`,
        [caller.schoolId, id, campusId, code, JSON.stringify(name)],
      )) as [BuildingView[], number];
      return rows[0];
    });
  }

  /** @throws DomainError NOT_FOUND, GATE_IN_USE while it has gates */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.write(caller, 'building.remove', async (tx) => {
      const [building]: BuildingView[] = await tx.query(
        `SELECT ${VIEW} FROM buildings WHERE school_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE`,
        [caller.schoolId, id],
      );
      const gates: unknown[] = await tx.query(
        'SELECT FROM gates WHERE school_id = $1 AND building_id = $2 AND removed_at IS NULL LIMIT 1',
        [caller.schoolId, id],
      );
      if (gates.length > 0) {
        throw new DomainError('GATE_IN_USE');
      }
      await tx.query('UPDATE buildings SET removed_at = $3 WHERE school_id = $1 AND id = $2', [
        caller.schoolId,
        id,
        this.clock.now(),
      ]);
      return building;
    });
  }

  private async write(
    { schoolId, personId, requestId }: Caller,
    action: string,
    work: (tx: EntityManager) => Promise<BuildingView | undefined>,
  ): Promise<BuildingView> {
    return this.database
      .transaction(async (tx) => {
        const building = await work(tx);
        if (!building) {
          throw new DomainError('NOT_FOUND');
        }
        const entry = { schoolId, actorId: personId, requestId, action };
        await this.audit.write(tx, { ...entry, objectKind: 'building', objectId: building.id });
        return building;
      })
      .catch(asDomainError);
  }
}

const asDomainError = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'buildings_school_id_code_key':
      throw new DomainError('GATE_CODE_TAKEN');
    case 'buildings_school_id_campus_id_fkey':
      throw new DomainError('NOT_FOUND');
    case 'gates_school_id_building_id_campus_id_fkey':
      throw new DomainError('GATE_IN_USE');
    default:
      throw error;
  }
};
