import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Ids that a person, a script of pgbench and SQL can all work out: the kind in front, the number behind. */
const idOf = (/** @type {string} */ kind, /** @type {number} */ n) =>
  `${kind}000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const sqlId = (/** @type {string} */ kind, /** @type {string} */ n) =>
  `('${kind}000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

export const PERSON = 'a4';
export const SESSION = 'a5';
export const unitIdOfClass = (/** @type {number} */ n) => idOf('a3', n);
export const personId = (/** @type {number} */ n) => idOf(PERSON, n);
export const sessionId = (/** @type {number} */ n) => idOf(SESSION, n);
export const SCHOOL_ID = idOf('a0', 1);
export const CAMPAIGN_ID = idOf('a6', 1);
export const TEMPLATE_ID = idOf('a7', 1);
export const WINDOW_ID = idOf('a8', 1);
const CAMPUS_ID = idOf('a1', 1);
const ROOT_UNIT_ID = idOf('a2', 1);
const PEOPLE_PER_CLASS = 50;
const CLASSES_PER_COLLEGE = 40;

/** A zone in which it is about nine in the morning now: no run crosses midnight. @param {Date} now */
function morningZone(now) {
  const hours = 9 - now.getUTCHours();
  const offset = hours < -11 ? hours + 24 : hours;
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** @param {Date} now @param {string} timeZone @returns {string} YYYY-MM-DD */
const dayIn = (now, timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);

/**
 * A school whose one window is open all day, with signed-in students; the last person, number `people` + 1,
 * is the counsellor of the whole school.
 * @param {import('pg').Pool} database
 * @param {string} dist the build whose form is published
 * @param {number} people
 * @returns {Promise<{ people: number, counsellor: number, timeZone: string, day: string }>}
 */
export async function seedCampus(database, dist, people) {
  const require = createRequire(join(dist, 'main.js'));
  const { fourForms, UNIVERSITY_CAMPUSES } = require(join(dist, 'demo/templates/four-forms.js'));
  const now = new Date();
  const timeZone = morningZone(now);
  const day = dayIn(now, timeZone);
  const name = JSON.stringify({ zh: '测量学校', en: 'School of measuring' });
  await database.query(`INSERT INTO schools (id, code, name, time_zone) VALUES ($1, 'rig', $2, $3)`, [
    SCHOOL_ID,
    name,
    timeZone,
  ]);
  await database.query(`INSERT INTO campuses VALUES ($1, $2, 'main', $3)`, [SCHOOL_ID, CAMPUS_ID, name]);
  await seedUnits(database, people, name);
  await seedPeople(database, people);
  await seedPlan(database, fourForms(UNIVERSITY_CAMPUSES).off_campus_daily, name, day);
  await database.query('VACUUM ANALYZE');
  return { people, counsellor: people + 1, timeZone, day };
}

/** @param {import('pg').Pool} database @param {number} people @param {string} name */
async function seedUnits(database, people, name) {
  const classes = Math.ceil(people / PEOPLE_PER_CLASS);
  const colleges = Math.ceil(classes / CLASSES_PER_COLLEGE);
  await database.query(
    `INSERT INTO units (school_id, id, code, kind, name, path) VALUES ($1, $2, 'root', 'school', $3, ARRAY[$2::uuid])`,
    [SCHOOL_ID, ROOT_UNIT_ID, name],
  );
  await database.query(
    `INSERT INTO units (school_id, id, parent_id, code, kind, name, path)
     SELECT $1, ${sqlId('a9', 'n')}, $2, 'college-' || n, 'college', $3, ARRAY[$2::uuid, ${sqlId('a9', 'n')}]
     FROM generate_series(1, $4::int) n`,
    [SCHOOL_ID, ROOT_UNIT_ID, name, colleges],
  );
  const college = sqlId('a9', `1 + (n - 1) / ${CLASSES_PER_COLLEGE}`);
  await database.query(
    `INSERT INTO units (school_id, id, parent_id, code, kind, name, path)
     SELECT $1, ${sqlId('a3', 'n')}, ${college}, 'class-' || n, 'class', $3,
       ARRAY[$2::uuid, ${college}, ${sqlId('a3', 'n')}]
     FROM generate_series(1, $4::int) n`,
    [SCHOOL_ID, ROOT_UNIT_ID, name, classes],
  );
}

/** @param {import('pg').Pool} database @param {number} people */
async function seedPeople(database, people) {
  const unit = sqlId('a3', `1 + (n - 1) / ${PEOPLE_PER_CLASS}`);
  await database.query(
    `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, id_cipher, id_lookup)
     SELECT $1, ${sqlId(PERSON, 'n')}, lpad(n::text, 10, '0'), '学生' || n, 'unstated',
       CASE WHEN n <= $2::int THEN 'student' ELSE 'staff' END, 'active',
       CASE WHEN n <= $2::int THEN ${unit} ELSE $3::uuid END, $4, '\\x00', sha256(n::text::bytea)
     FROM generate_series(1, $2::int + 1) n`,
    [SCHOOL_ID, people, ROOT_UNIT_ID, CAMPUS_ID],
  );
  await database.query(
    `INSERT INTO role_grants (school_id, id, person_id, role, unit_id) VALUES ($1, $2, $3, 'counsellor', $4)`,
    [SCHOOL_ID, idOf('aa', 1), personId(people + 1), ROOT_UNIT_ID],
  );
  await database.query(
    `INSERT INTO sessions (school_id, id, person_id, platform, device_id, device_name, staff_verified, refresh_hash,
       refreshed_at, expires_at, created_at, last_seen_at)
     SELECT $1, ${sqlId(SESSION, 'n')}, ${sqlId(PERSON, 'n')}, 'h5', 'phone-' || n, 'phone', n > $2::int,
       sha256(('refresh' || n)::bytea), now(), now() + interval '1 day', now(), now()
     FROM generate_series(1, $2::int + 1) n`,
    [SCHOOL_ID, people],
  );
}

/** @param {import('pg').Pool} database @param {object} form @param {string} name @param {string} day */
async function seedPlan(database, form, name, day) {
  await database.query(
    `INSERT INTO campaigns (school_id, id, name, legal_ground, starts_on, ends_on, retain_until, audience_kinds, state, created_at)
     VALUES ($1, $2, $3, $3, $4::date - 10, $4::date + 20, $4::date + 60, '{student}', 'running', now())`,
    [SCHOOL_ID, CAMPAIGN_ID, name, day],
  );
  await database.query(
    `INSERT INTO check_in_templates (school_id, id, form_key, version, state, body, published_at, created_at)
     VALUES ($1, $2, 'off_campus_daily', 1, 'published', $3, now(), now())`,
    [SCHOOL_ID, TEMPLATE_ID, JSON.stringify(form)],
  );
  await database.query(
    `INSERT INTO check_in_windows (school_id, id, campaign_id, form_key, title, kind, opens_minute, closes_minute, late_until_minute)
     VALUES ($1, $2, $3, 'off_campus_daily', $4, 'student', 0, 1440, 1440)`,
    [SCHOOL_ID, WINDOW_ID, CAMPAIGN_ID, name],
  );
}
