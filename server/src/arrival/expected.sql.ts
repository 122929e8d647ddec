import type { Caller } from '../common/caller';

/** $1 school $2 whole school $3 caller $4 reach: people in reach, and those whose applications came to the caller; nobody who left or is suspended. */
export const SEEN = `a.school_id = $1 AND a.person_id <> $3 AND p.state IN ('admitted', 'active') AND ($2 OR a.approver_id = $3 OR u.path && $4::uuid[])`;

export const seenBy = ({ schoolId, roles, personId, reachUnitIds }: Caller): unknown[] => [
  schoolId,
  roles.includes('school_admin'),
  personId,
  reachUnitIds,
];

export const SELECT_EXPECTED = `
  SELECT a.id, a.person_id, p.number, p.name, u.name AS unit, a.returns_at, c.name AS campus,
    a.draft ->> 'transport' AS transport, v.arrived_at, vc.name AS arrived_campus, v.means, v.flags
  FROM return_applications a
  JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
  JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
  JOIN campuses c ON c.school_id = a.school_id AND c.id = a.campus_id
  LEFT JOIN return_arrivals v ON v.school_id = a.school_id AND v.application_id = a.id
  LEFT JOIN campuses vc ON vc.school_id = v.school_id AND vc.id = v.campus_id`;

/** $1–$4 as SEEN; $5 from $6 until $7 time zone $8 how many at most. Whoever sees the whole school counts by college. */
export const TALLY = `
  WITH seen AS (
    SELECT CASE WHEN $2 THEN coalesce(u.path[2], u.id) ELSE u.id END AS unit_id, a.state,
      date_trunc('hour', a.returns_at, $7) AS hour_at
    FROM return_applications a
    JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
    JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
    WHERE ${SEEN} AND a.state IN ('approved', 'arrived') AND a.returns_at >= $5 AND a.returns_at < $6
  )
  SELECT s.unit_id AS "unitId", u.name AS unit, s.hour_at AS "hourAt",
    (count(*) FILTER (WHERE s.state = 'approved'))::int AS expected,
    (count(*) FILTER (WHERE s.state = 'arrived'))::int AS arrived
  FROM seen s JOIN units u ON u.school_id = $1 AND u.id = s.unit_id
  GROUP BY s.unit_id, u.name, u.code, s.hour_at
  ORDER BY s.hour_at, u.code LIMIT $8`;
