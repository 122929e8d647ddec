/**
 * What the server asked of PostgreSQL when this was frozen. The copies stay as they are when the server's statements
 * change: slower SQL then shows in the ratio, and rows that differ show in the comparison before the first slice.
 */

/** $1 session */
export const CALLER = `
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
  WHERE s.id = $1`;

/**
 * $1 school $2 sender $3 key $4 hash of the body $5 receipt without what is known only here $6 now
 * $7 day $8 new report id $9 person $10 campaign $11 window $12 template $13 answers $14 is abnormal $15 flags
 * $16 latitude $17 longitude $18 reason for no location $19 reason for being late $20 proxy $21 outbox id
 */
export const REPORT = `
  WITH earlier AS MATERIALIZED (
    SELECT body_hash, answer FROM idempotency_keys WHERE school_id = $1 AND person_id = $2 AND key = $3
  ), report AS (
    INSERT INTO check_in_reports AS r (school_id, day, id, person_id, campaign_id, window_id, template_id, answers,
      is_abnormal, flags, latitude, longitude, no_location_reason, late_reason, proxy_id, submitted_at, updated_at)
    SELECT $1::uuid, $7::date, $8::uuid, $9::uuid, $10::uuid, $11::uuid, $12::uuid, $13::jsonb,
      $14::boolean, $15::text[], $16::numeric, $17::numeric, $18::text, $19::text, $20::uuid, $6::timestamptz, $6::timestamptz
    WHERE NOT EXISTS (SELECT FROM earlier)
    ON CONFLICT (school_id, person_id, day, window_id) DO UPDATE SET
      version = r.version + 1,
      template_id = excluded.template_id,
      answers = excluded.answers,
      is_abnormal = excluded.is_abnormal,
      flags = array_remove(excluded.flags, 'late')
        || CASE WHEN 'late' = ANY (r.flags) THEN ARRAY['late'] ELSE '{}'::text[] END,
      latitude = excluded.latitude,
      longitude = excluded.longitude,
      no_location_reason = excluded.no_location_reason,
      late_reason = coalesce(r.late_reason, excluded.late_reason),
      proxy_id = excluded.proxy_id,
      updated_at = excluded.updated_at
    RETURNING id, version, flags
  ), version AS (
    INSERT INTO check_in_report_versions (school_id, day, report_id, version, template_id, answers, by_proxy, submitted_at)
    SELECT $1::uuid, $7::date, id, version, $12::uuid, $13::jsonb, $20::uuid IS NOT NULL, $6::timestamptz FROM report
  ), job AS (
    INSERT INTO outbox (id, school_id, name, payload, due_at)
    SELECT $21::uuid, $1::uuid, 'check_in.reported',
      jsonb_build_object('schoolId', $1::uuid, 'reportId', id, 'day', $7::date, 'personId', $9::uuid), $6::timestamptz
    FROM report
  ), kept AS (
    INSERT INTO idempotency_keys (school_id, person_id, key, body_hash, answer, created_at)
    SELECT $1::uuid, $2::uuid, $3::uuid, $4::bytea,
      $5::jsonb || jsonb_build_object('reportId', id, 'version', version, 'flags', to_jsonb(flags)), $6::timestamptz
    FROM report
    RETURNING answer
  )
  SELECT NULL::bytea AS body_hash, answer FROM kept
  UNION ALL
  SELECT body_hash, answer FROM earlier`;
