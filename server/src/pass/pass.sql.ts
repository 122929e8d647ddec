import type { Direction } from '@shared/gate';
import type { PersonKind, PersonState, Presence } from '@shared/identity';
import type { Prepared } from '../common/prepared';

export interface PassRow {
  state: PersonState;
  kind: PersonKind;
  presence: Presence;
  campus_id: string;
  unit_path: string[];
  pass_id: string | null;
  epoch: number;
  created_at: Date;
  ended_at: Date | null;
  photo_upload_id: string | null;
  device_session_id: string | null;
  device_name: string | null;
  device_lives: boolean;
  last_gate_id: string | null;
  last_direction: Direction | null;
  holds: number;
  reported_at: Date | null;
}

/** $1 school $2 person $3 first campus day whose reports count, or null $4 now. Everything that a status follows from. */
export const READ_PASS: Prepared = {
  name: 'pass.read',
  text: `
    SELECT p.state, p.kind, p.presence, coalesce(p.presence_campus_id, p.campus_id) AS campus_id, u.path AS unit_path,
      a.id AS pass_id, a.epoch, a.created_at, a.ended_at, a.photo_upload_id, a.last_gate_id, a.last_direction,
      a.device_session_id, s.device_name, coalesce(s.ended_at IS NULL AND s.expires_at > $4, false) AS device_lives,
      (SELECT count(*)::int FROM pass_holds h
       WHERE h.school_id = $1 AND h.person_id = $2 AND h.lifted_at IS NULL) AS holds,
      CASE WHEN $3::date IS NOT NULL THEN (
        SELECT max(r.updated_at) FROM check_in_reports r
        WHERE r.school_id = $1 AND r.person_id = $2 AND r.day >= $3::date
      ) END AS reported_at
    FROM people p
    JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
    LEFT JOIN passes a ON a.school_id = p.school_id AND a.person_id = p.id
    LEFT JOIN sessions s ON s.school_id = a.school_id AND s.id = a.device_session_id
    WHERE p.school_id = $1 AND p.id = $2`,
};
