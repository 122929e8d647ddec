import type { Caller } from '../common/caller';
import type { Plan } from '../campaign/plan.types';
import type { OwedCell } from './follow-up.rules';

/**
 * The people in the caller's reach who owe a window, with that window. The window is looked up in an object and not
 * joined: the planner cannot guess how many rows such a join keeps, and takes 30,000 index scans for granted.
 * $1 school $2 whole school $3 reach $4 audience units $5 window by kind, presence and campus $6 unit asked for, or null
 */
const owing = (fence: '' | 'OFFSET 0'): string => `
  owing AS (
    SELECT person_id, unit_id, window_id FROM (
      SELECT p.id AS person_id, p.unit_id,
        ($5::jsonb ->> (p.kind || ' ' || p.presence || ' ' || coalesce(p.presence_campus_id, p.campus_id)))::uuid AS window_id
      FROM units u
      JOIN people p ON p.school_id = u.school_id AND p.unit_id = u.id AND p.state IN ('admitted', 'active')
      WHERE u.school_id = $1 AND ($2 OR u.path && $3::uuid[])
        AND (cardinality($4::uuid[]) = 0 OR u.path && $4::uuid[])
        AND ($6::uuid IS NULL OR $6 = ANY (u.path))
      ${fence}
    ) person WHERE window_id IS NOT NULL
  )`;

/** For a page: the planner walks unit by unit and stops when the page is full. */
export const OWING = owing('');

/** For a count of everybody: the fence keeps the look-up to once a person. */
export const OWING_ALL = owing('OFFSET 0');

/** $1–$6 in the order of OWING. */
export const owingValues = (
  caller: Caller,
  plan: Plan,
  cells: readonly OwedCell[],
  unitId: string | undefined,
): unknown[] => [
  caller.schoolId,
  seesWholeSchool(caller),
  caller.reachUnitIds,
  plan.campaign?.audienceUnitIds ?? [],
  JSON.stringify(
    Object.fromEntries(
      cells.map(({ kind, presence, campusId, windowId }) => [`${kind} ${presence} ${campusId}`, windowId]),
    ),
  ),
  unitId ?? null,
];

export const seesWholeSchool = (caller: Caller): boolean => caller.roles.includes('school_admin');
