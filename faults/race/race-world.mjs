import { personId, SCHOOL_ID, sessionId } from '../../bench/rig/campus.mjs';
import { waitUntilServing } from '../../bench/rig/program.mjs';
import { bearerOf } from '../../bench/rig/report.mjs';
import { openRig } from '../../bench/rig/rig.mjs';
import { demand } from './send.mjs';

const bilingual = (/** @type {string} */ text) => ({ zh: text, en: text });
const FORM = {
  title: bilingual('返校健康'),
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['temperature'],
    properties: { temperature: { type: 'integer', minimum: 340, maximum: 430 } },
  },
  fields: [{ key: 'temperature', label: bilingual('体温'), widget: 'temperature', prefill: 'never' }],
  rules: [],
};
const RETURNS_IN_MS = 3 * 86_400_000;

/**
 * Two servers and a worker on one database, an approver with a deputy, and students who apply over HTTP.
 * @param {{ name: string, students: number }} options
 */
export async function openRaceWorld({ name, students }) {
  const rig = await openRig({ name: `faults-${name}`, people: students + 1, firstPort: 3750, autovacuum: 'on' });
  const second = await seedRace(rig, students + 1);
  const programs = [await rig.startServer(), rig.start('main', { PORT: String(rig.spare) }), rig.start('worker')];
  await waitUntilServing(rig.spare, programs[1]);
  const approvers = [rig.campus.counsellor, second].map((n) => ({
    personId: personId(n),
    name: `学生${n}`,
    authorization: bearerOf(rig.keys, n),
  }));
  await demand(rig.port, approvers[0].authorization, 'POST', '/approvals/deputies', {
    deputyId: approvers[1].personId,
    fromAt: new Date(Date.now() - 3_600_000).toISOString(),
    untilAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  let student = 0;
  return {
    rig,
    approvers,
    ports: [rig.port, rig.spare],
    apply: () => apply(rig, ++student, approvers[0].personId),
    close: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await rig.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openRaceWorld>>} RaceWorld */

/** The form of returning, and a colleague of the counsellor. @param {import('../../bench/rig/rig.mjs').Rig} rig @param {number} second */
async function seedRace({ observer }, second) {
  await observer.query(
    `INSERT INTO check_in_templates (school_id, id, form_key, version, state, body, published_at, created_at)
     VALUES ($1, gen_random_uuid(), 'return_health', 1, 'published', $2, now(), now())`,
    [SCHOOL_ID, JSON.stringify(FORM)],
  );
  await observer.query(
    `INSERT INTO role_grants (school_id, id, person_id, role, unit_id)
     SELECT $1, gen_random_uuid(), $2, 'counsellor', id FROM units WHERE kind = 'school'`,
    [SCHOOL_ID, personId(second)],
  );
  await observer.query('UPDATE sessions SET staff_verified = true WHERE id = $1', [sessionId(second)]);
  return second;
}

/**
 * One application, handed in as a phone does it.
 * @param {import('../../bench/rig/rig.mjs').Rig} rig @param {number} n which student @param {string} approverId
 * @returns {Promise<{ applicationId: string, requestId: string, authorization: string }>}
 */
async function apply({ keys, port, observer }, n, approverId) {
  const authorization = bearerOf(keys, n);
  const { body: begun } = await demand(port, authorization, 'POST', '/returns');
  const draft = {
    ...{ returnsAt: new Date(Date.now() + RETURNS_IN_MS).toISOString(), campusId: begun.draft.campusId },
    ...{ transport: 'train', transportNumber: 'K1', seat: '1', origin: '呼和浩特', approverId },
    ...{ answers: { temperature: 365 }, evidence: {} },
  };
  const path = `/returns/${begun.id}`;
  const { body: saved } = await demand(port, authorization, 'PUT', `${path}/draft`, {
    draft,
    revision: begun.revision,
  });
  await demand(port, authorization, 'POST', `${path}/submission`, { revision: saved.revision });
  const { rows } = await observer.query(
    `SELECT id FROM approval_requests WHERE school_id = $1 AND kind = 'return' AND subject_id = $2 AND state = 'pending'`,
    [SCHOOL_ID, begun.id],
  );
  return { applicationId: begun.id, requestId: rows[0].id, authorization };
}
