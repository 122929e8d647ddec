import type { Prepared } from '../common/prepared';

/** $1 school $2 now. Every venue in use with its kind, campus, halls, doors, and closures that are not over. */
export const LOAD_VENUES: Prepared = {
  name: 'venue.load',
  text: `
    SELECT v.id, v.name, v.use_minutes AS "useMinutes", v.hours, s.time_zone AS "timeZone",
      jsonb_build_object('id', c.id, 'name', c.name) AS campus,
      jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name, 'dailyLimit', k.daily_limit,
        'breachLimit', k.breach_limit, 'breachDays', k.breach_days, 'coolDownHours', k.cool_down_hours) AS kind,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'sex', h.sex) ORDER BY h.id), '[]')
       FROM halls h WHERE h.school_id = v.school_id AND h.venue_id = v.id AND h.removed_at IS NULL) AS halls,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('gateId', g.id, 'name', g.name, 'directions', g.directions)
         ORDER BY g.code), '[]')
       FROM venue_doors d JOIN gates g ON g.school_id = d.school_id AND g.id = d.gate_id AND g.removed_at IS NULL
       WHERE d.school_id = v.school_id AND d.venue_id = v.id) AS doors,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('startsAt', l.starts_at, 'endsAt', l.ends_at, 'reason', l.reason)
         ORDER BY l.starts_at), '[]')
       FROM venue_closures l
       WHERE l.school_id = v.school_id AND l.venue_id = v.id AND l.ends_at > $2 AND l.removed_at IS NULL) AS closures
    FROM venues v
    JOIN schools s ON s.id = v.school_id
    JOIN campuses c ON c.school_id = v.school_id AND c.id = v.campus_id
    JOIN venue_kinds k ON k.school_id = v.school_id AND k.id = v.kind_id
    WHERE v.school_id = $1 AND v.removed_at IS NULL
    ORDER BY c.code, v.id`,
};
