import type { Client } from 'pg';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import { insertRows } from './rows';
import { COLLEGE_SUPPORT, UNIVERSITY_SUPPORT } from './support';
import type { UnitSeed } from './units';

export const schoolId = (plan: SchoolPlan): string => demoId(`${plan.key}/school`);
export const campusId = (plan: SchoolPlan, code: string): string => demoId(`${plan.key}/campus/${code}`);

/** The school itself, its campuses and its units. */
export const insertSchool = async (db: Client, plan: SchoolPlan, units: readonly UnitSeed[]): Promise<void> => {
  const id = schoolId(plan);
  const support = plan.key === 'university' ? UNIVERSITY_SUPPORT : COLLEGE_SUPPORT;
  await insertRows(
    db,
    'schools',
    [
      ['id', 'uuid'],
      ['code', 'text'],
      ['name', 'jsonb'],
      ['is_demo', 'boolean'],
      ['support', 'jsonb'],
      ['short_code', 'text'],
    ],
    [[id, plan.code, plan.name, true, support, plan.shortCode]],
  );
  await insertRows(
    db,
    'campuses',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['code', 'text'],
      ['name', 'jsonb'],
    ],
    plan.campuses.map(({ code, name }) => [id, campusId(plan, code), code, name]),
  );
  await insertRows(
    db,
    'units',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['parent_id', 'uuid'],
      ['code', 'text'],
      ['kind', 'text'],
      ['name', 'jsonb'],
      ['path', 'uuid[]'],
    ],
    units.map((unit) => [id, unit.id, unit.parentId, unit.code, unit.kind, unit.name, unit.path]),
  );
};
