import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { AuditLog } from '../common/audit';
import { SystemClock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { newId } from '../common/id';
import type { KeyRing } from '../common/key-ring';
import { fourForms } from '../demo/templates/four-forms';
import { SchoolFounding, type FoundedSchool, type NewSchool } from '../invitation/school-founding.service';
import { invitationLink, optionsOf, Refusal, ringOf, runCommand, withDatabase } from './command';
import { staffAdmission } from './staff-admission';

const USAGE =
  'npm run school:create -- --code imut --name 校名 [--name-en Name] --admin-number 1001 --admin-name 姓名 [--time-zone Asia/Shanghai] [--url https://pass.example]';

/** Phones show eight hours ahead of UTC in summer and winter: what the server counts must be the same. */
const keepsBeijingTime = (timeZone: string): boolean => {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    return [0, 6].every((month) => format.format(new Date(Date.UTC(2026, month))).endsWith('GMT+08:00'));
  } catch {
    return false;
  }
};

/** @throws Refusal naming what is missing */
export const wishedSchool = (args: string[]): NewSchool & { url: string } => {
  const values = optionsOf(args, {
    code: { type: 'string' },
    name: { type: 'string' },
    'name-en': { type: 'string' },
    'admin-number': { type: 'string' },
    'admin-name': { type: 'string' },
    'time-zone': { type: 'string' },
    url: { type: 'string' },
  });
  const { code = '', name = '', 'admin-number': number = '', 'admin-name': adminName = '' } = values;
  const timeZone = values['time-zone'] ?? 'Asia/Shanghai';
  const faults = [
    ...(/^[a-z0-9-]{2,32}$/.test(code) ? [] : ['--code takes 2 to 32 lower-case letters, digits and hyphens']),
    ...(name.trim() ? [] : ['--name is missing']),
    ...(/^[A-Za-z0-9-]{1,32}$/.test(number) ? [] : ['--admin-number takes 1 to 32 letters and digits']),
    ...(adminName.trim() && adminName.length <= 64 ? [] : ['--admin-name is missing']),
    ...(keepsBeijingTime(timeZone) ? [] : ['--time-zone takes one that keeps Beijing time, like Asia/Shanghai']),
  ];
  if (faults.length > 0) {
    throw new Refusal(`${faults.join('; ')}\n  ${USAGE}`);
  }
  return {
    code,
    name: { zh: name.trim(), en: values['name-en']?.trim() || name.trim() },
    timeZone,
    administrator: { number, name: adminName.trim() },
    url: values.url ?? 'http://localhost:3000',
  };
};

/** A school with one campus, its root unit and an administrator who comes in by a one-time link. @throws Refusal */
export const createSchool = async (database: DataSource, keys: KeyRing, school: NewSchool): Promise<FoundedSchool> => {
  const clock = new SystemClock();
  const founding = new SchoolFounding(database, staffAdmission(database, keys), new AuditLog(clock, keys));
  try {
    const founded = await founding.found(school);
    await draftForms(database, founded.schoolId, clock.now());
    return founded;
  } catch (error) {
    if (violatedConstraint(error) === 'schools_code_key') {
      throw new Refusal(`a school with the code "${school.code}" exists already`);
    }
    throw error;
  }
};

/** The university's four forms, as drafts: a school changes what it likes and publishes them. */
const draftForms = async (database: DataSource, schoolId: string, now: Date): Promise<void> => {
  const campuses: { code: string; name: Bilingual }[] = await database.query(
    'SELECT code, name FROM campuses WHERE school_id = $1 ORDER BY code',
    [schoolId],
  );
  const forms = fourForms(campuses.map(({ code: value, name: label }) => ({ value, label })));
  for (const [formKey, body] of Object.entries(forms)) {
    await database.query(
      `INSERT INTO check_in_templates (school_id, id, form_key, version, state, body, created_at)
       VALUES ($1, $2, $3, 1, 'draft', $4, $5)`,
      [schoolId, newId(), formKey, JSON.stringify(body), now],
    );
  }
};

if (require.main === module) {
  runCommand('school:create', async (env, args) => {
    const { url, ...school } = wishedSchool(args);
    const { token, expiresAt } = await withDatabase(env, (database) => createSchool(database, ringOf(env), school));
    console.log(`school "${school.code}" is there; its administrator is ${school.administrator.number}`);
    console.log(
      `one-time link, good until ${expiresAt.toISOString()}, shown only now:\n  ${invitationLink(url, token)}`,
    );
    console.log(
      `next, whoever imports people and cards:\n  npm run staff:invite -- --school ${school.code} --role card_staff --number … --name … --url ${url}`,
    );
  });
}
