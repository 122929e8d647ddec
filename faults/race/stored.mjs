/**
 * What PostgreSQL holds of one request.
 * @typedef {object} StoredRequest
 * @property {string} state
 * @property {boolean} standing a decision has not settled
 * @property {string} application state of what was asked for
 * @property {{ outcome: string, by: string, undone: boolean, settled: boolean }[]} decisions
 * @property {string[]} effects notices that tell the applicant of an outcome
 * @property {{ action: string, actor: string }[]} audit
 */

/**
 * @param {{ query: import('pg').Pool['query'] }} database
 * @returns {Promise<Map<string, StoredRequest>>} by request
 */
export async function readRequests(database) {
  const { rows } = await database.query(`
    SELECT r.id, r.state, r.settles_at IS NOT NULL AS standing, a.state AS application,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('outcome', d.outcome, 'by', d.decided_by,
         'undone', d.undone_at IS NOT NULL, 'settled', d.settled_at IS NOT NULL) ORDER BY d.id), '[]')
       FROM approval_decisions d WHERE d.school_id = r.school_id AND d.request_id = r.id) AS decisions,
      (SELECT coalesce(jsonb_agg(n.kind ORDER BY n.id), '[]')
       FROM notices n WHERE n.school_id = r.school_id AND n.person_id = r.applicant_id AND n.kind LIKE 'return.%') AS effects,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('action', e.action, 'actor', e.actor) ORDER BY e.id), '[]')
       FROM audit_entries e WHERE e.school_id = r.school_id AND e.object_id = r.id::text AND e.action <> 'approval.read') AS audit
    FROM approval_requests r
    JOIN return_applications a ON a.school_id = r.school_id AND a.id = r.subject_id`);
  return new Map(rows.map(({ id, ...request }) => [id, request]));
}
