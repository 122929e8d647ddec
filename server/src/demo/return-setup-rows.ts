import type { Client } from 'pg';
import { campaignId } from './campaign-plan';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import type { PersonSeed } from './person-seed';
import { APPROVER_RULES, CIRCLES, EVIDENCE_SLOTS } from './return-plan';
import { insertRows } from './rows';
import { campusId, schoolId } from './school-rows';
import { unitId } from './units';

/** What a school sets up before anybody returns: photos asked for, grounds, and at the university two colleges’ own approvers. */
export const insertReturnSetup = async (
  db: Client,
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  now: Date,
): Promise<void> => {
  await insertSlots(db, plan);
  await insertCircles(db, plan);
  if (plan.key === 'university') {
    await insertRules(db, plan, people, now);
  }
};

const insertSlots = (db: Client, plan: SchoolPlan): Promise<number> =>
  insertRows(
    db,
    'return_evidence_slots',
    [
      ['school_id', 'uuid'],
      ['campaign_id', 'uuid'],
      ['key', 'text'],
      ['position', 'int'],
      ['body', 'jsonb'],
    ],
    EVIDENCE_SLOTS.map(({ key, ...body }, position) => [schoolId(plan), campaignId(plan), key, position, body]),
  );

const insertCircles = (db: Client, plan: SchoolPlan): Promise<number> =>
  insertRows(
    db,
    'campus_circles',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['campus_id', 'uuid'],
      ['latitude', 'double precision'],
      ['longitude', 'double precision'],
      ['radius_metres', 'int'],
    ],
    plan.campuses.flatMap(({ code }) =>
      (CIRCLES[code] ?? []).map(({ latitude, longitude, radiusMetres }, nth) => [
        ...[schoolId(plan), demoId(`${plan.key}/circle/${code}/${nth}`), campusId(plan, code)],
        ...[latitude, longitude, radiusMetres],
      ]),
    ),
  );

const insertRules = (db: Client, plan: SchoolPlan, people: readonly PersonSeed[], now: Date): Promise<number> => {
  const idOf = (number: string): string => {
    const person = people.find((one) => one.number === number);
    if (!person) {
      throw new Error(`nobody has the number ${number}`);
    }
    return person.id;
  };
  return insertRows(
    db,
    'approver_rules',
    [
      ['school_id', 'uuid'],
      ['unit_id', 'uuid'],
      ['approver_ids', 'uuid[]'],
      ['notice', 'jsonb'],
      ['updated_at', 'timestamptz'],
    ],
    APPROVER_RULES.map(({ unitCode, approverNumbers, notice }) => [
      ...[schoolId(plan), unitId(plan, unitCode), approverNumbers.map(idOf), notice, now],
    ]),
  );
};
