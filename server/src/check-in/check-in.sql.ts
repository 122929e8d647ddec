import type { Prepared } from '../common/prepared';

/**
 * A report, whole: the idempotency key, the report or its correction, its version, the job that follows and the
 * receipt, in one statement. Answers one row: a fresh receipt with body_hash null, or what the key answered before.
 *
 * The receipt is stored with the key after the report is written. Of two requests with one key at once, the later
 * one waits at the report's unique key, then fails at idempotency_keys_pkey and takes its correction back with it:
 * one effect, and a second look finds the receipt.
 *
 * $1 school $2 sender $3 key $4 hash of the body $5 receipt without what is known only here $6 now
 * $7 day $8 new report id $9 person $10 campaign $11 window $12 template $13 answers $14 is abnormal $15 flags
 * $16 latitude $17 longitude $18 reason for no location $19 reason for being late $20 proxy $21 outbox id
 *
 * `late` tells about the first sending: a correction neither sets nor clears it.
 */
export const SUBMIT_REPORT: Prepared = {
  name: 'check_in.submit',
  text: `
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
    SELECT body_hash, answer FROM earlier`,
};

/** $1 school $2 sender $3 key: what a key that lost the race was answered. */
export const EARLIER_RECEIPT: Prepared = {
  name: 'check_in.earlier_receipt',
  text: 'SELECT body_hash, answer FROM idempotency_keys WHERE school_id = $1 AND person_id = $2 AND key = $3',
};

/** $1 school $2 person $3 day $4 window: whether a report is there already, so that this one corrects it. */
export const IS_REPORTED: Prepared = {
  name: 'check_in.is_reported',
  text: `SELECT 1 FROM check_in_reports WHERE school_id = $1 AND person_id = $2 AND day = $3 AND window_id = $4`,
};

/** $1 school $2 person $3 today. What was reported today, and the last answers to each form within two months. */
export const REPORTER_STATE: Prepared = {
  name: 'check_in.reporter_state',
  text: `
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'id', r.id, 'windowId', r.window_id, 'answers', r.answers, 'submittedAt', r.submitted_at)), '[]')
       FROM check_in_reports r WHERE r.school_id = $1 AND r.person_id = $2 AND r.day = $3) AS reported,
      (SELECT coalesce(jsonb_object_agg(last.form_key, last.answers), '{}')
       FROM (SELECT DISTINCT ON (t.form_key) t.form_key, r.answers
             FROM check_in_reports r
             JOIN check_in_templates t ON t.school_id = r.school_id AND t.id = r.template_id
             WHERE r.school_id = $1 AND r.person_id = $2 AND r.day BETWEEN $3::date - 60 AND $3::date
             ORDER BY t.form_key, r.day DESC, r.submitted_at DESC) last) AS last_answers`,
};
