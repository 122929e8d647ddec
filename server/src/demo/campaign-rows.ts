import dayjs from 'dayjs';
import type { Client } from 'pg';
import { FORM_KEYS, type FieldOption } from '@shared/check-in-template';
import { RETURN_FORM_KEY } from '@shared/return';
import { CAMPAIGN_NAME, campaignId, LEGAL_GROUND, templateId, windowPlan, type Hours } from './campaign-plan';
import type { SchoolPlan } from './campus-plan';
import { insertRows } from './rows';
import { schoolId } from './school-rows';
import { fourForms } from './templates/four-forms';
import { returnHealth } from './templates/return-health';

/** as far back as the history of the demo goes */
const DAYS_BEFORE = 10;
const DAYS_AFTER = 180;
const DAYS_KEPT = 90;

/**
 * The running campaign with its forms and windows, around `today` when it is new.
 * @returns the instant of its first seeding: everything that is dated hangs on it
 */
export const insertCampaign = async (
  db: Client,
  plan: SchoolPlan,
  hours: Hours,
  now: Date,
  today: string,
): Promise<Date> => {
  const school = schoolId(plan);
  const dayAt = (offset: number): string => dayjs(today).add(offset, 'day').format('YYYY-MM-DD');
  await db.query(
    `INSERT INTO campaigns (school_id, id, name, legal_ground, starts_on, ends_on, retain_until, audience_kinds, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, '{student,staff}', 'running', $8) ON CONFLICT DO NOTHING`,
    [
      school,
      campaignId(plan),
      CAMPAIGN_NAME,
      LEGAL_GROUND,
      dayAt(-DAYS_BEFORE),
      dayAt(DAYS_AFTER),
      dayAt(DAYS_AFTER + DAYS_KEPT),
      now,
    ],
  );
  await insertTemplates(db, plan, now);
  await insertWindows(db, plan, hours);
  const found = await db.query<{ created_at: Date }>('SELECT created_at FROM campaigns WHERE id = $1', [
    campaignId(plan),
  ]);
  return found.rows[0]?.created_at ?? now;
};

const insertTemplates = (db: Client, plan: SchoolPlan, now: Date): Promise<number> => {
  const campuses: FieldOption[] = plan.campuses.map(({ code, name }) => ({ value: code, label: name }));
  const forms = { ...fourForms(campuses), [RETURN_FORM_KEY]: returnHealth };
  return insertRows(
    db,
    'check_in_templates',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['form_key', 'text'],
      ['version', 'int'],
      ['state', 'text'],
      ['body', 'jsonb'],
      ['published_at', 'timestamptz'],
      ['created_at', 'timestamptz'],
    ],
    ([...FORM_KEYS, RETURN_FORM_KEY] as const).map((key) => [
      schoolId(plan),
      templateId(plan, key),
      key,
      1,
      'published',
      forms[key],
      now,
      now,
    ]),
  );
};

const insertWindows = (db: Client, plan: SchoolPlan, hours: Hours): Promise<number> =>
  insertRows(
    db,
    'check_in_windows',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['campaign_id', 'uuid'],
      ['form_key', 'text'],
      ['title', 'jsonb'],
      ['kind', 'text'],
      ['presence', 'text'],
      ['campus_id', 'uuid'],
      ['opens_minute', 'int'],
      ['closes_minute', 'int'],
      ['late_until_minute', 'int'],
    ],
    windowPlan(plan, hours).map((window) => [
      schoolId(plan),
      window.id,
      campaignId(plan),
      window.formKey,
      window.title,
      window.kind,
      window.presence,
      window.campusId,
      window.opensMinute,
      window.closesMinute,
      window.lateUntilMinute,
    ]),
  );
