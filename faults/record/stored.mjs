/**
 * @typedef {object} Stored
 * @property {{ id: string, person: string, day: string, window: string, version: number, mark: string }[]} reports
 * @property {{ report: string, version: number, mark: string }[]} versions `mark` is the key that the answers carry
 * @property {{ key: string, report: string, version: number, submittedAt: string }[]} answers what the keys remember
 */

/**
 * What PostgreSQL holds.
 * @param {{ query: import('pg').Pool['query'] }} database
 * @returns {Promise<Stored>}
 */
export async function readStored(database) {
  const reports = await database.query(
    `SELECT id, person_id AS person, day::text, window_id AS window, version, answers ->> 'other' AS mark FROM check_in_reports`,
  );
  const versions = await database.query(
    `SELECT report_id AS report, version, answers ->> 'other' AS mark FROM check_in_report_versions`,
  );
  const answers = await database.query(
    `SELECT key, answer ->> 'reportId' AS report, (answer ->> 'version')::int AS version,
       answer ->> 'submittedAt' AS "submittedAt"
     FROM idempotency_keys WHERE answer ? 'reportId'`,
  );
  return { reports: reports.rows, versions: versions.rows, answers: answers.rows };
}
