import dayjs from 'dayjs';
import type { Client } from 'pg';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import type { PersonSeed } from './person-seed';
import type { ReturnSeed } from './return-seeds';
import { insertRows } from './rows';
import { schoolId } from './school-rows';

const ENDED_DAYS_AGO = 2;

/** Passes of people: the approved have theirs before they arrive. How they stand follows once holds are there. */
export const insertPasses = async (
  db: Client,
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  returns: readonly ReturnSeed[],
  anchor: Date,
): Promise<void> => {
  const approvals = new Map(
    returns.flatMap(({ id, person, state }) =>
      state === 'approved' || state === 'arrived' ? [[person.id, id] as const] : [],
    ),
  );
  const holders = people.filter(({ id, pass }) => pass !== null || approvals.has(id));
  await insertRows(
    db,
    'passes',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['origin', 'text'],
      ['origin_id', 'uuid'],
      ['created_at', 'timestamptz'],
      ['ended_at', 'timestamptz'],
    ],
    holders.map(({ id, pass }) => [
      ...[schoolId(plan), demoId(`pass/${id}`), id, 'return', approvals.get(id) ?? null, anchor],
      pass === 'ended' ? dayjs(anchor).subtract(ENDED_DAYS_AGO, 'day').toDate() : null,
    ]),
  );
};

/** As the application would have written them. */
export const insertStandings = async (db: Client, plan: SchoolPlan): Promise<void> => {
  await db.query(
    `INSERT INTO pass_standings (school_id, pass_id, epoch, refusal)
     SELECT a.school_id, a.id, a.epoch, CASE
       WHEN p.state NOT IN ('admitted', 'active') THEN 'person_inactive'
       WHEN EXISTS (
         SELECT FROM pass_holds h WHERE h.school_id = a.school_id AND h.person_id = a.person_id AND h.lifted_at IS NULL
       ) THEN 'pass_held'
       WHEN a.ended_at IS NOT NULL THEN 'pass_ended'
     END
     FROM passes a JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
     WHERE a.school_id = $1 ON CONFLICT DO NOTHING`,
    [schoolId(plan)],
  );
};
