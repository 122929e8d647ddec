import type { Caller } from '../common/caller';
import type { Plan } from '../campaign/plan.types';
import type { OwedCell } from './follow-up.rules';

/**
 * The people in the caller's reach who owe a window, with that window.
 * $1 school $2 whole school $3 reach $4 audience units $5–$8 cells $9 unit asked for, or null
 */
export const OWING = `
  owing AS (
    SELECT p.id AS person_id, p.unit_id, cell.window_id
    FROM units u
    JOIN people p ON p.school_id = u.school_id AND p.unit_id = u.id AND p.state IN ('admitted', 'active')
    JOIN unnest($5::text[], $6::text[], $7::uuid[], $8::uuid[]) AS cell (kind, presence, campus_id, window_id)
      ON cell.kind = p.kind AND cell.presence = p.presence
      AND cell.campus_id = coalesce(p.presence_campus_id, p.campus_id)
    WHERE u.school_id = $1 AND ($2 OR u.path && $3::uuid[])
      AND (cardinality($4::uuid[]) = 0 OR u.path && $4::uuid[])
      AND ($9::uuid IS NULL OR $9 = ANY (u.path))
  )`;

/** $1–$9 in the order of OWING. */
export const owingValues = (caller: Caller, plan: Plan, cells: readonly OwedCell[], unitId: string | undefined): unknown[] => [
  caller.schoolId,
  seesWholeSchool(caller),
  caller.reachUnitIds,
  plan.campaign?.audienceUnitIds ?? [],
  cells.map(({ kind }) => kind),
  cells.map(({ presence }) => presence),
  cells.map(({ campusId }) => campusId),
  cells.map(({ windowId }) => windowId),
  unitId ?? null,
];

export const seesWholeSchool = (caller: Caller): boolean => caller.roles.includes('school_admin');
