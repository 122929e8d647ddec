import { CAMPAIGN_ID, PERSON, personId, SCHOOL_ID, sqlId, TEMPLATE_ID } from '../rig/campus.mjs';

const APPLICATION = 'b1';
const REQUEST = 'b2';
const UPLOAD = 'b4';
const SLOTS = ['green_code', 'itinerary', 'vaccination'];
/** Of what is closed, every fifth was this approver's. */
const OWN_SHARE = 5;

/** @param {number} n the pending one that was handed in as the n-th */
export const requestId = (n) => `${REQUEST}000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/**
 * Applications of years, the first `pending` of them still to be decided by the counsellor of the school.
 * @param {import('../rig/rig.mjs').Rig} rig @param {{ all: number, pending: number }} size
 */
export async function seedApplications({ observer, campus }, { all, pending }) {
  const client = await observer.connect();
  const fill = (/** @type {string} */ sql, /** @type {unknown[]} */ values = []) => client.query(sql, values);
  const of = (/** @type {string} */ expression) => sqlId(PERSON, expression);
  const applicant = of(`1 + (n - 1) % ${campus.people - 1}`);
  const colleague = personId(campus.people);
  const counsellor = personId(campus.counsellor);
  try {
    // rows by the million: the checks of references come to the same end
    await fill(`SET session_replication_role = 'replica'`);
    await fill(
      `INSERT INTO return_evidence_slots (school_id, campaign_id, key, position, body)
       SELECT $1, $2, slot, place, $4 FROM unnest($3::text[]) WITH ORDINALITY AS s (slot, place)`,
      [
        SCHOOL_ID,
        CAMPAIGN_ID,
        SLOTS,
        { title: words('材料'), help: words('说明'), required: true, papers: [], sample: 'code' },
      ],
    );
    await fill(
      `INSERT INTO return_applications (school_id, id, campaign_id, person_id, state, version, returns_at, campus_id,
         approver_id, submitted_at, created_at, updated_at)
       SELECT $1, ${sqlId(APPLICATION, 'n')}, $2, ${applicant}, CASE WHEN n <= $3::int THEN 'submitted' ELSE 'arrived' END,
         1, now(), (SELECT id FROM campuses LIMIT 1), $4, now(), now(), now()
       FROM generate_series(1, $5::int) n`,
      [SCHOOL_ID, CAMPAIGN_ID, pending, counsellor, all],
    );
    await fill(
      `INSERT INTO return_versions (school_id, application_id, version, content, template_id, submitted_at)
       SELECT $1, ${sqlId(APPLICATION, 'n')}, 1, jsonb_build_object('returnsAt', now(), 'transport', 'train',
         'transportNumber', 'K' || n, 'origin', '呼和浩特', 'answers', '{"temperature": 365}'::jsonb, 'evidence',
         CASE WHEN n <= $3::int THEN (SELECT jsonb_object_agg(slot, jsonb_build_object('paper', NULL, 'uploadId',
           ${sqlId(UPLOAD, 'n * 3 + place')})) FROM unnest($5::text[]) WITH ORDINALITY AS s (slot, place)) ELSE '{}' END),
         $2, now()
       FROM generate_series(1, $4::int) n`,
      [SCHOOL_ID, TEMPLATE_ID, pending, all, SLOTS],
    );
    await fill(
      `INSERT INTO uploads (school_id, id, owner_id, purpose, slot, state, width, height, bytes, source_sha256, client_key,
         created_at, attached_at)
       SELECT $1, ${sqlId(UPLOAD, 'n * 3 + place')}, ${applicant}, 'evidence', slot, 'stored', 720, 1280, 90000,
         sha256((n || slot)::bytea), gen_random_uuid(), now(), now()
       FROM generate_series(1, $2::int) n, unnest($3::text[]) WITH ORDINALITY AS s (slot, place)`,
      [SCHOOL_ID, pending, SLOTS],
    );
    await fill(
      `INSERT INTO approval_requests (school_id, id, kind, subject_id, subject_version, applicant_id, assignee_id, state,
         triage, triage_reasons, facts, submitted_at, closed_at)
       SELECT $1, ${sqlId(REQUEST, 'n')}, 'return', ${sqlId(APPLICATION, 'n')}, 1, ${applicant},
         CASE WHEN n <= $2::int OR n % ${OWN_SHARE} = 0 THEN $3::uuid ELSE $4::uuid END,
         CASE WHEN n <= $2::int THEN 'pending' ELSE 'approved' END,
         CASE WHEN n % 4 = 0 THEN 'needs_look' ELSE 'clean' END,
         CASE WHEN n % 4 = 0 THEN '{short_notice}'::text[] ELSE '{}' END,
         jsonb_build_array(jsonb_build_object('key', 'returnsAt', 'type', 'instant', 'value', now()),
           jsonb_build_object('key', 'origin', 'type', 'text', 'value', '呼和浩特')),
         now() - interval '1 day' + n * interval '1 ms',
         CASE WHEN n > $2::int THEN now() - n * interval '1 second' END
       FROM generate_series(1, $5::int) n`,
      [SCHOOL_ID, pending, counsellor, colleague, all],
    );
    await fill(
      `INSERT INTO approval_decisions (school_id, id, request_id, applicant_id, batch_id, outcome, decided_by, decided_at,
         effective_at, settled_at)
       SELECT r.school_id, gen_random_uuid(), r.id, r.applicant_id, r.id, 'approve', r.assignee_id,
         r.closed_at - interval '10 seconds', r.closed_at, r.closed_at
       FROM approval_requests r WHERE r.state = 'approved'`,
    );
  } finally {
    await client.query(`RESET session_replication_role`);
    client.release();
  }
  await observer.query('VACUUM ANALYZE');
}

const words = (/** @type {string} */ text) => ({ zh: text, en: text });
