import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { GateInput, GateView } from '@shared/gate';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { GateUses } from './gate-uses.service';
import { GateService } from './gate.service';

const VIEW = `id, campus_id AS "campusId", building_id AS "buildingId", code, name, directions, important,
  inside_private AS "insidePrivate", anti_passback AS "antiPassback"`;

/** The gates of a school, as its administrator keeps them. */
@Injectable()
export class GateAdmin {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly gates: GateService,
    private readonly uses: GateUses,
  ) {}

  list(schoolId: string): Promise<GateView[]> {
    return this.database.query(`SELECT ${VIEW} FROM gates WHERE school_id = $1 AND removed_at IS NULL ORDER BY code`, [
      schoolId,
    ]);
  }

  /** @throws DomainError GATE_CODE_TAKEN, NOT_FOUND for a campus or building that is not there */
  create(caller: Caller, gate: GateInput): Promise<GateView> {
    return this.write(caller, 'gate.create', async (tx) => {
      await this.demandBuilding(tx, caller.schoolId, gate.buildingId);
      const rows: GateView[] = await tx.query(
        `INSERT INTO gates (school_id, id, campus_id, building_id, code, name, directions, important, inside_private,
           anti_passback, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING ${VIEW}`,
        [caller.schoolId, newId(), ...contentOf(gate), this.clock.now()],
      );
      return rows[0];
    });
  }

  /** @throws DomainError NOT_FOUND, GATE_CODE_TAKEN, GATE_IN_USE where the door of a venue would go to another campus */
  change(caller: Caller, id: string, gate: GateInput): Promise<GateView> {
    return this.write(caller, 'gate.change', async (tx) => {
      await this.demandBuilding(tx, caller.schoolId, gate.buildingId);
      const [rows] = (await tx.query(
        `UPDATE gates SET campus_id = $3, building_id = $4, code = $5, name = $6, directions = $7, important = $8,
           inside_private = $9, anti_passback = $10
         WHERE school_id = $1 AND id = $2 AND removed_at IS NULL RETURNING ${VIEW}`,
        [caller.schoolId, id, ...contentOf(gate)],
      )) as [GateView[], number];
      return rows[0];
    });
  }

  /** What has passed there stays. @throws DomainError NOT_FOUND, GATE_IN_USE while a device stands there, or a venue behind it */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.write(caller, 'gate.remove', async (tx) => {
      const [gate]: GateView[] = await tx.query(
        `SELECT ${VIEW} FROM gates WHERE school_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE`,
        [caller.schoolId, id],
      );
      if (gate && (await this.uses.isUsed(tx, caller.schoolId, id))) {
        throw new DomainError('GATE_IN_USE');
      }
      await tx.query('UPDATE gates SET removed_at = $3 WHERE school_id = $1 AND id = $2 AND removed_at IS NULL', [
        caller.schoolId,
        id,
        this.clock.now(),
      ]);
      return gate;
    });
  }

  /** One that is closed down takes no new gates; the lock keeps it open until then. */
  private async demandBuilding(tx: EntityManager, schoolId: string, buildingId: string | null): Promise<void> {
    if (buildingId === null) {
      return;
    }
    const known: unknown[] = await tx.query(
      'SELECT FROM buildings WHERE school_id = $1 AND id = $2 AND removed_at IS NULL FOR SHARE',
      [schoolId, buildingId],
    );
    if (known.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }

  private async write(
    { schoolId, personId, requestId }: Caller,
    action: string,
    work: (tx: EntityManager) => Promise<GateView | undefined>,
  ): Promise<GateView> {
    const written = await this.database
      .transaction(async (tx) => {
        const gate = await work(tx);
        if (!gate) {
          throw new DomainError('NOT_FOUND');
        }
        const entry = { schoolId, actorId: personId, requestId, action };
        await this.audit.write(tx, { ...entry, objectKind: 'gate', objectId: gate.id });
        return gate;
      })
      .catch(asDomainError);
    this.gates.forget(schoolId);
    return written;
  }
}

const contentOf = (gate: GateInput): unknown[] => [
  ...[gate.campusId, gate.buildingId, gate.code, JSON.stringify(gate.name), gate.directions, gate.important],
  ...[gate.insidePrivate, gate.antiPassback],
];

const asDomainError = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'gates_school_id_code_key':
      throw new DomainError('GATE_CODE_TAKEN');
    case 'gates_school_id_campus_id_fkey':
    // the building of another campus
    case 'gates_school_id_building_id_campus_id_fkey':
      throw new DomainError('NOT_FOUND');
    case 'venue_doors_school_id_gate_id_campus_id_fkey':
      throw new DomainError('GATE_IN_USE');
    default:
      throw error;
  }
};
