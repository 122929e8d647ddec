import type { PersonKind, PersonState, Platform, Presence } from '@shared/identity';
import type { StaffRole } from '@shared/permissions';
import type { Prepared } from '../common/prepared';

export interface CallerRow {
  school_id: string;
  time_zone: string;
  person_id: string;
  session_id: string;
  platform: Platform;
  kind: PersonKind;
  state: PersonState;
  unit_id: string;
  unit_path: string[];
  campus_id: string;
  presence: Presence;
  presence_campus_id: string | null;
  shared_device: boolean;
  expires_at: Date;
  ended_at: Date | null;
  staff_roles: StaffRole[];
  reach_unit_ids: string[];
}

/** Everything that a request asks of its session, in one round trip. */
export const CALLER: Prepared = {
  name: 'caller_of_session',
  text: `
    SELECT s.school_id, sc.time_zone, s.person_id, s.id AS session_id, s.platform, p.kind, p.state, p.unit_id,
      u.path AS unit_path, p.campus_id, p.presence, p.presence_campus_id, s.shared_device, s.expires_at, s.ended_at,
      CASE WHEN s.staff_verified THEN ARRAY(
        SELECT DISTINCT g.role FROM role_grants g WHERE g.school_id = s.school_id AND g.person_id = s.person_id
      ) ELSE '{}' END AS staff_roles,
      CASE WHEN s.staff_verified THEN ARRAY(
        SELECT g.unit_id FROM role_grants g
        WHERE g.school_id = s.school_id AND g.person_id = s.person_id AND g.role = 'counsellor'
      ) ELSE '{}' END AS reach_unit_ids
    FROM sessions s
    JOIN people p ON p.school_id = s.school_id AND p.id = s.person_id
    JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
    JOIN schools sc ON sc.id = s.school_id
    WHERE s.id = $1`,
};
