import { randomUUID } from 'node:crypto';
import { minuteOfDay } from '@shared/campus-day';
import type { Answers, CampaignInput, CampaignState, CheckInForm, SubmitReport, WindowInput } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import { newId } from '../src/common/id';
import type { TestSchool } from './factories';
import type { Harness } from './harness';

type Stores = Pick<Harness, 'database'>;

const said = (text: string): { zh: string; en: string } => ({ zh: `${text}（中）`, en: text });

/** Temperature and symptoms, a phone as a fact, and a question that only some are asked. */
export const SMALL_FORM: TemplateBody = {
  title: said('Small form'),
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['temperature', 'symptom', 'phone'],
    properties: {
      temperature: { type: 'integer', minimum: 340, maximum: 430 },
      symptom: { type: 'string', enum: ['none', 'cough', 'other'] },
      detail: { type: 'string', maxLength: 100 },
      phone: { type: 'string', pattern: '^12[0-9]{9}$' },
    },
  },
  fields: [
    { key: 'temperature', label: said('Temperature'), widget: 'temperature', prefill: 'never' },
    {
      key: 'symptom',
      label: said('Symptom'),
      widget: 'single',
      options: ['none', 'cough', 'other'].map((value) => ({ value, label: said(value) })),
      prefill: 'never',
    },
    {
      key: 'detail',
      label: said('Detail'),
      widget: 'text',
      prefill: 'never',
      askWhen: { type: 'object', properties: { symptom: { type: 'string', const: 'other' } }, required: ['symptom'] },
    },
    { key: 'phone', label: said('Phone'), widget: 'phone', prefill: 'fact' },
  ],
  rules: [
    {
      key: 'fever',
      title: said('Fever'),
      when: {
        type: 'object',
        properties: { temperature: { type: 'integer', minimum: 373 } },
        required: ['temperature'],
      },
      deadlineMinutes: 120,
    },
    {
      key: 'symptom',
      title: said('Symptom'),
      when: {
        type: 'object',
        properties: { symptom: { type: 'string', enum: ['cough', 'other'] } },
        required: ['symptom'],
      },
      deadlineMinutes: 240,
    },
  ],
};

export const WELL: Answers = { temperature: 365, symptom: 'none', phone: '12000000001' };
export const FEVERISH: Answers = { ...WELL, temperature: 385 };

export async function createCampaign(
  { database }: Stores,
  school: TestSchool,
  wish: Partial<CampaignInput> & { state?: CampaignState } = {},
): Promise<string> {
  const id = newId();
  const startsOn = wish.startsOn ?? '2026-09-01';
  await database.query('SELECT ensure_check_in_partitions($1::date, 6)', [startsOn]);
  await database.query(
    `INSERT INTO campaigns (school_id, id, name, legal_ground, starts_on, ends_on, retain_until, audience_kinds,
       audience_unit_ids, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
    [
      school.id,
      id,
      JSON.stringify(wish.name ?? said('Autumn')),
      JSON.stringify(wish.legalGround ?? said('Ground')),
      startsOn,
      wish.endsOn ?? '2026-12-31',
      wish.retainUntil ?? '2027-06-30',
      wish.audienceKinds ?? ['student', 'staff'],
      wish.audienceUnitIds ?? [],
      wish.state ?? 'running',
    ],
  );
  return id;
}

export async function createTemplate(
  { database }: Stores,
  school: TestSchool,
  wish: {
    formKey?: string;
    version?: number;
    state?: 'published' | 'superseded' | 'draft';
    body?: TemplateBody;
    graceUntil?: string;
  } = {},
): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO check_in_templates (school_id, id, form_key, version, state, body, published_at, grace_until, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, now(), $7, now())`,
    [
      school.id,
      id,
      wish.formKey ?? 'off_campus_daily',
      wish.version ?? 1,
      wish.state ?? 'published',
      JSON.stringify(wish.body ?? SMALL_FORM),
      wish.graceUntil ?? null,
    ],
  );
  return id;
}

export interface WindowWish extends Partial<Omit<WindowInput, 'opensMinute' | 'closesMinute' | 'lateUntilMinute'>> {
  /** 'HH:MM' each */
  opens?: string;
  closes?: string;
  lateUntil?: string;
}

export async function createWindow(
  { database }: Stores,
  school: TestSchool,
  campaignId: string,
  wish: WindowWish = {},
): Promise<string> {
  const id = newId();
  const closes = wish.closes ?? '12:00';
  await database.query(
    `INSERT INTO check_in_windows (school_id, id, campaign_id, form_key, title, kind, presence, campus_id, opens_minute,
       closes_minute, late_until_minute)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      school.id,
      id,
      campaignId,
      wish.formKey ?? 'off_campus_daily',
      JSON.stringify(wish.title ?? said('Daily')),
      wish.kind ?? 'student',
      wish.presence ?? null,
      wish.campusId ?? null,
      minuteOfDay(wish.opens ?? '06:00'),
      minuteOfDay(closes),
      minuteOfDay(wish.lateUntil ?? closes),
    ],
  );
  return id;
}

/** The report that a phone would send for a form: at home in Hohhot, all well. */
export const reportFor = (form: CheckInForm, wish: Partial<SubmitReport> = {}): SubmitReport => ({
  windowId: form.window.id,
  day: form.day,
  templateId: form.templateId,
  formTicket: form.formTicket,
  answers: WELL,
  location: { latitude: 40.8426, longitude: 111.7492, accuracy: 30 },
  ...wish,
});

/** Requests of one signed-in person. */
export const asCaller = ({ request }: Pick<Harness, 'request'>, bearer: string) => ({
  get: (path: string) => request.get(`/api/v1${path}`).set('authorization', bearer),
  delete: (path: string) => request.delete(`/api/v1${path}`).set('authorization', bearer),
  put: (path: string, body: object) => request.put(`/api/v1${path}`).set('authorization', bearer).send(body),
  post: (path: string, body: object | string = {}, key: string = randomUUID()) =>
    request.post(`/api/v1${path}`).set('authorization', bearer).set('idempotency-key', key).send(body),
});

export type TestCaller = ReturnType<typeof asCaller>;
