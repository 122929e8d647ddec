import { setTimeout as sleep } from 'node:timers/promises';
import { CAMPAIGN_ID, PERSON, SCHOOL_ID, sqlId, TEMPLATE_ID, WINDOW_ID } from '../rig/campus.mjs';

/** Every fourth student has reported already: what comes from them are corrections. */
const CORRECTED_SHARE = 4;

/**
 * The same rows before each slice.
 * @param {import('../rig/rig.mjs').Rig} rig
 */
export async function resetReports({ observer, campus }) {
  await observer.query(
    'TRUNCATE check_in_reports, check_in_report_versions, idempotency_keys, outbox, cases, notices, check_in_reminders',
  );
  await observer.query(
    `WITH report AS (
       INSERT INTO check_in_reports (school_id, day, id, person_id, campaign_id, window_id, template_id, answers,
         is_abnormal, submitted_at, updated_at)
       SELECT $1, $2, ${sqlId('b1', 'n')}, ${sqlId(PERSON, 'n')}, $3, $4, $5, '{"temperature": 365}', false, now(), now()
       FROM generate_series(${CORRECTED_SHARE}, $6::int, ${CORRECTED_SHARE}) n
       RETURNING school_id, day, id, version, template_id, answers, submitted_at
     )
     INSERT INTO check_in_report_versions (school_id, day, report_id, version, template_id, answers, by_proxy, submitted_at)
     SELECT school_id, day, id, version, template_id, answers, false, submitted_at FROM report`,
    [SCHOOL_ID, campus.day, CAMPAIGN_ID, WINDOW_ID, TEMPLATE_ID, campus.people],
  );
  await observer.query('CHECKPOINT');
  await sleep(100);
}

/** Everything a report leaves, but for ids and instants that differ from one sending to the next. */
const LEFT_ROWS = {
  reports: `SELECT r.person_id, r.day::text, r.campaign_id, r.window_id, r.template_id, r.version, r.answers, r.is_abnormal,
      r.flags, r.latitude, r.longitude, r.no_location_reason, r.late_reason, r.proxy_id
    FROM check_in_reports r ORDER BY r.person_id`,
  versions: `SELECT r.person_id, v.version, v.template_id, v.answers, v.by_proxy
    FROM check_in_report_versions v JOIN check_in_reports r ON r.id = v.report_id AND r.day = v.day
    ORDER BY r.person_id, v.version`,
  keys: `SELECT k.person_id, k.key, encode(k.body_hash, 'hex') AS body_hash,
      k.answer - 'reportId' - 'submittedAt' AS answer, r.person_id AS of_report
    FROM idempotency_keys k LEFT JOIN check_in_reports r ON r.id = (k.answer ->> 'reportId')::uuid
    ORDER BY k.person_id, k.key`,
  jobs: `SELECT o.name, o.payload - 'reportId' AS payload, r.person_id AS of_report
    FROM outbox o LEFT JOIN check_in_reports r ON r.id = (o.payload ->> 'reportId')::uuid
    WHERE o.name LIKE 'check_in.%' ORDER BY o.payload ->> 'personId', o.name`,
};

/** @param {import('../rig/rig.mjs').Rig} rig @returns {Promise<Record<string, string[]>>} one line a row */
export async function leftRows({ observer }) {
  /** @type {Record<string, string[]>} */
  const left = {};
  for (const [name, sql] of Object.entries(LEFT_ROWS)) {
    left[name] = (await observer.query(sql)).rows.map((row) => JSON.stringify(row));
  }
  return left;
}
