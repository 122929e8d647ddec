import type { Client } from 'pg';
import type { SchoolPlan } from './campus-plan';
import { schoolId } from './school-rows';

/** Passes of the students who are on the campus or may return to it, made when the demo is; nobody is held. */
export const insertPasses = async (db: Client, plan: SchoolPlan, now: Date): Promise<void> => {
  await db.query(
    `INSERT INTO passes (school_id, id, person_id, origin, origin_id, created_at)
     SELECT DISTINCT ON (p.id) p.school_id, gen_random_uuid(), p.id, 'return', a.id, $2
     FROM people p
     LEFT JOIN return_applications a
       ON a.school_id = p.school_id AND a.person_id = p.id AND a.state IN ('approved', 'arrived')
     WHERE p.school_id = $1 AND p.kind = 'student' AND p.state IN ('admitted', 'active')
       AND (p.presence = 'on_campus' OR a.state = 'approved')
     ORDER BY p.id, a.id DESC
     ON CONFLICT DO NOTHING`,
    [schoolId(plan), now],
  );
  await db.query(
    `INSERT INTO pass_standings (school_id, pass_id, epoch) SELECT school_id, id, epoch FROM passes WHERE school_id = $1
     ON CONFLICT DO NOTHING`,
    [schoolId(plan)],
  );
};
