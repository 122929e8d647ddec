import type { Prepared } from '../common/prepared';

/** $1 school $2 now. The running campaign, its windows, the published forms and the version before each within its grace. */
export const LOAD_PLAN: Prepared = {
  name: 'plan.load',
  text: `
    SELECT s.time_zone,
      (SELECT coalesce(array_agg(id), '{}') FROM campuses WHERE school_id = s.id) AS campus_ids,
      (SELECT jsonb_build_object(
         'id', c.id, 'name', c.name, 'legalGround', c.legal_ground, 'startsOn', c.starts_on, 'endsOn', c.ends_on,
         'audienceKinds', c.audience_kinds, 'audienceUnitIds', c.audience_unit_ids)
       FROM campaigns c WHERE c.school_id = s.id AND c.state = 'running') AS campaign,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'id', w.id, 'formKey', w.form_key, 'title', w.title, 'kind', w.kind, 'presence', w.presence,
         'campusId', w.campus_id, 'opensMinute', w.opens_minute, 'closesMinute', w.closes_minute,
         'lateUntilMinute', w.late_until_minute)), '[]')
       FROM check_in_windows w
       JOIN campaigns c ON c.school_id = w.school_id AND c.id = w.campaign_id AND c.state = 'running'
       WHERE w.school_id = s.id AND w.removed_at IS NULL) AS windows,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'id', t.id, 'formKey', t.form_key, 'version', t.version, 'state', t.state, 'body', t.body,
         'graceUntil', t.grace_until)), '[]')
       FROM check_in_templates p
       JOIN check_in_templates t ON t.school_id = p.school_id AND t.form_key = p.form_key
         AND (t.id = p.id OR (t.state = 'superseded' AND t.version = p.version - 1 AND p.grace_until > $2::timestamptz))
       WHERE p.school_id = s.id AND p.state = 'published') AS templates
    FROM schools s WHERE s.id = $1`,
};
