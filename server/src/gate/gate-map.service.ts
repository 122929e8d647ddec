import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { GateMap } from '@shared/gate';
import { SchoolService } from '../campus/school.service';
import type { KnownCaller } from '../common/caller';
import { ClosureService } from './closure.service';
import { gateMapOf, needsTemporaryPass, type MappedGate } from './gate.rules';

/** Where one may go, as a person chooses it. */
@Injectable()
export class GateMaps {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly schools: SchoolService,
    private readonly closures: ClosureService,
  ) {}

  /** The campus where the caller is stands first. */
  async of({ schoolId, campusId, presenceCampusId }: KnownCaller): Promise<GateMap> {
    const [campuses, buildings, gates, closures] = await Promise.all([
      this.schools.campusesOf(schoolId),
      this.database.query<{ id: string; name: Bilingual; campusId: string }[]>(
        `SELECT id, name, campus_id AS "campusId" FROM buildings
         WHERE school_id = $1 AND removed_at IS NULL ORDER BY code`,
        [schoolId],
      ),
      this.database.query<(Omit<MappedGate, 'needsTemporaryPass'> & { important: boolean })[]>(
        `SELECT g.id, g.name, g.directions, g.important, g.campus_id AS "campusId", g.building_id AS "buildingId",
           EXISTS (SELECT FROM venue_doors d WHERE d.school_id = $1 AND d.gate_id = g.id) AS "needsBooking"
         FROM gates g WHERE g.school_id = $1 AND g.removed_at IS NULL ORDER BY g.code`,
        [schoolId],
      ),
      this.closures.list(schoolId),
    ]);
    const closedCampusIds = closures.map(({ campusId }) => campusId);
    const here = presenceCampusId ?? campusId;
    return gateMapOf({
      campuses: [...campuses].sort((one, other) => Number(other.id === here) - Number(one.id === here)),
      ...{ buildings, closedCampusIds },
      gates: gates.map((gate) => ({ ...gate, needsTemporaryPass: needsTemporaryPass(gate, closedCampusIds) })),
    });
  }
}
