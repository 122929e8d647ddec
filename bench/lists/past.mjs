import { CAMPAIGN_ID, PERSON, SCHOOL_ID, sqlId, TEMPLATE_ID, WINDOW_ID } from '../rig/campus.mjs';

const DAYS = 5;

/**
 * Five days on which everybody reported, and a today on which six of ten did, every hundredth unwell.
 * @param {import('../rig/rig.mjs').Rig} rig
 */
export async function seedPast({ observer, campus }) {
  await observer.query(
    `INSERT INTO check_in_reports (school_id, day, id, person_id, campaign_id, window_id, template_id, answers,
       is_abnormal, submitted_at, updated_at)
     SELECT $1, $2::date - ago, gen_random_uuid(), ${sqlId(PERSON, 'n')}, $3, $4, $5,
       '{"temperature": 365, "symptoms": ["none"], "contact": "no", "isolation": "none", "phone": "12000000000"}',
       n % 100 = 0, now(), now()
     FROM generate_series(0, ${DAYS}) ago, generate_series(1, $6::int) n
     WHERE ago > 0 OR n % 10 < 6`,
    [SCHOOL_ID, campus.day, CAMPAIGN_ID, WINDOW_ID, TEMPLATE_ID, campus.people],
  );
  await observer.query('VACUUM ANALYZE');
}
