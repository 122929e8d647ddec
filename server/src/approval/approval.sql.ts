/** Whose requests a person decides at an instant: their own, and those of whoever made them a deputy. $1 school $2 person $3 now */
export const ACTS_FOR = `
  SELECT $2::uuid AS approver_id
  UNION
  SELECT d.approver_id FROM approval_deputies d
  WHERE d.school_id = $1 AND d.deputy_id = $2 AND d.ended_at IS NULL AND d.from_at <= $3 AND d.until_at > $3`;

/** Who decides on a pending request at an instant: its approver and their deputies, never its applicant. $1 school $2 request $3 now */
export const HANDLERS = `
  SELECT r.assignee_id AS person_id, r.kind FROM approval_requests r
  WHERE r.school_id = $1 AND r.id = $2 AND r.state = 'pending'
  UNION
  SELECT d.deputy_id, r.kind FROM approval_requests r
  JOIN approval_deputies d ON d.school_id = r.school_id AND d.approver_id = r.assignee_id AND d.ended_at IS NULL
    AND d.from_at <= $3 AND d.until_at > $3 AND d.deputy_id <> r.applicant_id
  WHERE r.school_id = $1 AND r.id = $2 AND r.state = 'pending'`;

/** A request `r` as lists show it, with its decision that was not undone. */
export const LINE_FIELDS = `
  r.id, r.kind, r.subject_id, r.subject_version, r.state, r.revision, r.triage, r.triage_reasons, r.facts, r.submitted_at,
  r.settles_at, r.closed_at, r.applicant_id, p.number, p.name, u.name AS unit,
  d.id AS decision_id, d.batch_id, d.outcome, d.reason, d.comment, d.slots, decider.name AS decided_by, d.decided_at, d.effective_at`;

export const LINE_JOINS = `
  JOIN people p ON p.school_id = r.school_id AND p.id = r.applicant_id
  JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
  LEFT JOIN approval_decisions d ON d.school_id = r.school_id AND d.request_id = r.id AND d.undone_at IS NULL
  LEFT JOIN people decider ON decider.school_id = d.school_id AND decider.id = d.decided_by`;

const OF_KIND = '($4::text IS NULL OR r.kind = $4) AND ($5::text IS NULL OR r.triage = $5)';
const NOT_OWN = 'r.school_id = $1 AND r.assignee_id = a.approver_id AND r.applicant_id <> $2';

/** The oldest first. $4 kind $5 triage $6 $7 cursor $8 limit */
export const PENDING_PAGE = `
  SELECT ${LINE_FIELDS}
  FROM (${ACTS_FOR}) a
  CROSS JOIN LATERAL (
    SELECT * FROM approval_requests r
    WHERE ${NOT_OWN} AND r.state = 'pending' AND r.settles_at IS NULL AND ${OF_KIND}
      AND ($6::timestamptz IS NULL OR (r.submitted_at, r.id) > ($6::timestamptz, $7::uuid))
    ORDER BY r.submitted_at, r.id LIMIT $8
  ) r
  ${LINE_JOINS}
  ORDER BY r.submitted_at, r.id LIMIT $8`;

/** What was decided or withdrawn, the latest first; a decision that can still be undone stands among them. */
export const DONE_PAGE = `
  SELECT ${LINE_FIELDS}
  FROM (${ACTS_FOR}) a
  CROSS JOIN LATERAL (
    (SELECT * FROM approval_requests r
     WHERE ${NOT_OWN} AND r.state <> 'pending' AND ${OF_KIND}
       AND ($6::timestamptz IS NULL OR (r.closed_at, r.id) < ($6::timestamptz, $7::uuid))
     ORDER BY r.closed_at DESC, r.id DESC LIMIT $8)
    UNION ALL
    (SELECT * FROM approval_requests r
     WHERE ${NOT_OWN} AND r.settles_at IS NOT NULL AND ${OF_KIND}
       AND ($6::timestamptz IS NULL OR (r.settles_at, r.id) < ($6::timestamptz, $7::uuid))
     ORDER BY r.settles_at DESC, r.id DESC LIMIT $8)
  ) r
  ${LINE_JOINS}
  ORDER BY coalesce(r.closed_at, r.settles_at) DESC, r.id DESC LIMIT $8`;

/** What waits for the person, whatever the triage. $4 kind */
export const PENDING_COUNTS = `
  SELECT (count(*) FILTER (WHERE r.triage = 'clean'))::int AS clean,
    (count(*) FILTER (WHERE r.triage = 'needs_look'))::int AS needs_look
  FROM (${ACTS_FOR}) a
  JOIN approval_requests r ON ${NOT_OWN} AND r.state = 'pending' AND r.settles_at IS NULL
  WHERE $4::text IS NULL OR r.kind = $4`;

/** One request with everything said and done about it; who looked is in the audit log. $4 request $5 actor $6 id of the HTTP request */
export const ONE_REQUEST = `
  WITH seen AS (
    SELECT r.* FROM (${ACTS_FOR}) a JOIN approval_requests r ON ${NOT_OWN} AND r.id = $4
  ), noted AS (
    INSERT INTO audit_entries (school_id, at, actor, action, object_kind, object_id, request_id)
    SELECT school_id, $3, $5, 'approval.read', 'approval_request', id::text, $6 FROM seen
  )
  SELECT ${LINE_FIELDS}, assignee.name AS assignee,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'author', author.name, 'text', c.words, 'at', c.created_at)
       ORDER BY c.id), '[]')
     FROM approval_comments c JOIN people author ON author.school_id = c.school_id AND author.id = c.author_id
     WHERE c.school_id = r.school_id AND c.request_id = r.id) AS comments,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('from', f.name, 'to', t.name, 'note', x.note, 'at', x.transferred_at)
       ORDER BY x.id), '[]')
     FROM approval_transfers x
     JOIN people f ON f.school_id = x.school_id AND f.id = x.from_id
     JOIN people t ON t.school_id = x.school_id AND t.id = x.to_id
     WHERE x.school_id = r.school_id AND x.request_id = r.id) AS transfers
  FROM seen r
  JOIN people assignee ON assignee.school_id = r.school_id AND assignee.id = r.assignee_id
  ${LINE_JOINS}`;
