import type { Client } from 'pg';
import type { SchoolPlan } from './campus-plan';
import { buildingId, buildingPlans, gateId, gatePlans } from './gate-plan';
import { insertRows } from './rows';
import { campusId, schoolId } from './school-rows';

/** Buildings and gates; no campus is under closed management. */
export const insertGates = async (db: Client, plan: SchoolPlan, now: Date): Promise<void> => {
  await insertRows(
    db,
    'buildings',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['campus_id', 'uuid'],
      ['code', 'text'],
      ['name', 'jsonb'],
      ['created_at', 'timestamptz'],
    ],
    buildingPlans(plan).map(({ campus, code, name }) => [
      ...[schoolId(plan), buildingId(plan, code), campusId(plan, campus), code, name, now],
    ]),
  );
  await insertRows(
    db,
    'gates',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['campus_id', 'uuid'],
      ['building_id', 'uuid'],
      ['code', 'text'],
      ['name', 'jsonb'],
      ['directions', 'text[]'],
      ['important', 'boolean'],
      ['inside_private', 'boolean'],
      ['anti_passback', 'text'],
      ['created_at', 'timestamptz'],
    ],
    gatePlans(plan).map((gate) => [
      ...[schoolId(plan), gateId(plan, gate.code), campusId(plan, gate.campus)],
      ...[gate.buildingCode && buildingId(plan, gate.buildingCode), gate.code, gate.name, gate.directions],
      ...[gate.important, gate.insidePrivate, gate.antiPassback, now],
    ]),
  );
};
