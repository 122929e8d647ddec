import { randomUUID } from 'node:crypto';
import type { CheckInForm, ReportReceipt, ReportView } from '@shared/check-in';
import type { ErrorCode, Problem } from '@shared/errors';
import type { TestPerson, TestSchool } from '../factories';
import { createPerson, createSchool, createUnit, signIn } from '../factories';
import {
  FEVERISH,
  SMALL_FORM,
  WELL,
  asCaller,
  createCampaign,
  createTemplate,
  createWindow,
  reportFor,
  type TestCaller,
} from '../check-in-factories';
import { CheckInModule } from '../../src/check-in/check-in.module';
import { FollowUpModule } from '../../src/follow-up/follow-up.module';
import { HomeModule } from '../../src/home/home.module';
import { SessionModule } from '../../src/session/session.module';
import { resetDatabase } from '../database';
import { SCHOOL_MORNING } from '../fixed-clock';
import { startApp, type Harness } from '../harness';

let harness: Harness;
let school: TestSchool;
let campaignId: string;
let windowId: string;
let templateId: string;
let student: TestPerson;
let phone: TestCaller;

const formOf = async (caller: TestCaller = phone): Promise<CheckInForm> =>
  (await caller.get('/check-ins/form').expect(200)).body as CheckInForm;

const send = async (body: object, key?: string): Promise<{ status: number; body: ReportReceipt & Problem }> => {
  const { status, body: answer } = await phone.post('/check-ins', body, key);
  return { status, body: answer as ReportReceipt & Problem };
};

const refused = async (body: object, code: ErrorCode): Promise<Problem> => {
  const answer = await send(body);
  expect(answer.body.code).toBe(code);
  return answer.body;
};

/** Access tokens are short: another time means another sign-in. */
const at = async (instant: string): Promise<void> => {
  harness.clock.set(instant);
  phone = asCaller(harness, (await signIn(harness, student)).bearer);
};

const rows = async (table: string): Promise<number> => {
  const [row]: { n: number }[] = await harness.database.query(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? -1;
};

beforeAll(async () => {
  harness = await startApp({ modules: [CheckInModule, FollowUpModule, HomeModule, SessionModule] });
});
afterAll(() => harness.close());

beforeEach(async () => {
  await resetDatabase();
  harness.clock.set(SCHOOL_MORNING);
  school = await createSchool(harness);
  campaignId = await createCampaign(harness, school);
  templateId = await createTemplate(harness, school);
  windowId = await createWindow(harness, school, campaignId, { lateUntil: '14:00' });
  student = await createPerson(harness, school, { cards: ['active'] });
  phone = asCaller(harness, (await signIn(harness, student)).bearer);
});

describe('a member reports', () => {
  it('opens the one form that applies, sends it, and has a receipt with a number', async () => {
    const form = await formOf();
    expect(form).toMatchObject({ timing: 'open', day: '2026-09-07', templateId, prefill: {}, reported: null });
    expect(form.window).toMatchObject({ id: windowId, opensAt: '2026-09-06T22:00:00.000Z', closesAt: '2026-09-07T04:00:00.000Z' });
    const { status, body } = await send(reportFor(form));
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 1, flags: [], cases: [], submittedAt: SCHOOL_MORNING.toISOString() });
    expect(body.receiptNumber).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{5}$/);
    expect(body.nextWindow).toMatchObject({ id: windowId, opensAt: '2026-09-07T22:00:00.000Z' });
  });

  it('keeps the earlier version when the report is sent again, under the same number', async () => {
    const form = await formOf();
    const first = await send(reportFor(form));
    await at('2026-09-07T00:10:00Z');
    const second = await send(reportFor(form, { answers: { ...WELL, temperature: 366 } }));
    expect(second.body).toMatchObject({ version: 2, receiptNumber: first.body.receiptNumber });
    const view = (await phone.get(`/check-ins/${first.body.reportId}`).expect(200)).body as ReportView;
    expect(view.versions.map(({ answers }) => answers.temperature)).toEqual([365, 366]);
    expect(view).toMatchObject({ version: 2, day: '2026-09-07', submittedAt: SCHOOL_MORNING.toISOString() });
  });

  it('prefills facts of the last report, never health answers', async () => {
    await send(reportFor(await formOf()));
    await at('2026-09-08T00:00:00Z');
    expect((await formOf()).prefill).toEqual({ phone: WELL.phone });
  });

  it('stores a place no finer than two decimals', async () => {
    await send(reportFor(await formOf()));
    const [row] = await harness.database.query('SELECT latitude, longitude FROM check_in_reports');
    expect(row).toEqual({ latitude: '40.84', longitude: '111.75' });
  });

  it('takes a reason in place of a location, and flags it', async () => {
    const { location: _, ...report } = reportFor(await formOf());
    expect((await send({ ...report, noLocationReason: '室内无信号' })).body.flags).toEqual(['no_location']);
  });

  it('takes a late report with a reason, and does not ask again for its correction', async () => {
    const form = await formOf();
    await at('2026-09-07T05:00:00Z');
    await refused(reportFor(form), 'LATE_REASON_MISSING');
    expect((await send(reportFor(form, { lateReason: '在上课' }))).body.flags).toEqual(['late']);
    expect((await send(reportFor(form))).body).toMatchObject({ version: 2, flags: ['late'] });
  });

  it('does not call a correction late when the report was on time', async () => {
    const form = await formOf();
    await send(reportFor(form));
    await at('2026-09-07T05:00:00Z');
    expect((await send(reportFor(form))).body).toMatchObject({ version: 2, flags: [] });
  });

  it('shows the month: reported, missing, not due', async () => {
    await send(reportFor(await formOf()));
    await at('2026-09-09T00:00:00Z');
    const { body } = await phone.get('/check-ins?month=2026-09').expect(200);
    const marks = Object.fromEntries((body as { days: { day: string; mark: string }[] }).days.map(({ day, mark }) => [day, mark]));
    expect(marks).toMatchObject({ '2026-09-01': 'missing', '2026-09-07': 'reported', '2026-09-08': 'missing', '2026-09-09': 'not_due', '2026-09-30': 'not_due' });
  });

  it('flags a place that nobody can have travelled to', async () => {
    const afternoon = await createWindow(harness, school, campaignId, { formKey: 'afternoon', opens: '12:00', closes: '20:00' });
    await createTemplate(harness, school, { formKey: 'afternoon' });
    await send(reportFor(await formOf()));
    await at('2026-09-07T04:30:00Z');
    const form = await formOf();
    expect(form.window.id).toBe(afternoon);
    const sydney = { latitude: -33.87, longitude: 151.21, accuracy: 5 };
    const { body } = await send(reportFor(form, { location: sydney }));
    await harness.runJobs();
    const view = (await phone.get(`/check-ins/${body.reportId}`).expect(200)).body as ReportView;
    expect(view.flags).toEqual(['impossible_travel']);
  });
});

describe('a report is refused', () => {
  it('for yesterday and for tomorrow', async () => {
    const form = await formOf();
    const problem = await refused(reportFor(form, { day: '2026-09-06' }), 'DAY_NOT_OPEN');
    expect(problem.details).toEqual({ today: '2026-09-07' });
    await refused(reportFor(form, { day: '2026-09-08' }), 'DAY_NOT_OPEN');
  });

  it("for another campus's window", async () => {
    const form = await formOf();
    const other = await createWindow(harness, school, campaignId, { campusId: school.otherCampusId });
    harness.clock.advance({ seconds: 5 });
    await refused(reportFor(form, { windowId: other }), 'WINDOW_NOT_YOURS');
  });

  it('before the window opens and after it is over', async () => {
    const form = await formOf();
    await at('2026-09-06T21:00:00Z');
    const problem = await refused(reportFor(form), 'WINDOW_NOT_OPEN');
    expect(problem.details).toMatchObject({ opensAt: '2026-09-06T22:00:00.000Z' });
    await at('2026-09-07T06:00:00Z');
    await refused(reportFor(form), 'WINDOW_NOT_OPEN');
  });

  it('without a location and without a reason', async () => {
    const { location: _, ...report } = reportFor(await formOf());
    await refused(report, 'LOCATION_MISSING');
    await refused({ ...report, noLocationReason: '   ' }, 'LOCATION_MISSING');
  });

  it("with another person's form, another day's or an invented ticket", async () => {
    const other = await createPerson(harness, school);
    const theirs = await formOf(asCaller(harness, (await signIn(harness, other)).bearer));
    await refused(reportFor(theirs), 'FORM_TICKET_INVALID');
    await refused(reportFor(theirs, { formTicket: 'x' }), 'FORM_TICKET_INVALID');
    const today = await formOf();
    await at('2026-09-08T00:00:00Z');
    await refused(reportFor(today, { day: '2026-09-08' }), 'FORM_TICKET_INVALID');
  });

  it.each([
    ['a temperature with a comma', { ...WELL, temperature: '37,2' }, '/temperature', 'type'],
    ['a temperature of 20 degrees', { ...WELL, temperature: 200 }, '/temperature', 'minimum'],
    ['a temperature of 45 degrees', { ...WELL, temperature: 450 }, '/temperature', 'maximum'],
    ['a temperature in degrees', { ...WELL, temperature: 36.5 }, '/temperature', 'type'],
    ['an extra field', { ...WELL, balance: 1 }, '/balance', 'additionalProperties'],
    ['an answer to a question that was not asked', { ...WELL, detail: 'x' }, '/detail', 'askWhen'],
    ['a missing answer', { temperature: 365, symptom: 'none' }, '/phone', 'required'],
    ['a character that cannot be kept', { ...WELL, symptom: 'other', detail: 'a\u0000b' }, '', 'text'],
  ])('with %s', async (_, answers, path, rule) => {
    const problem = await refused(reportFor(await formOf(), { answers: answers as never }), 'ANSWERS_INVALID');
    expect(problem.fields).toContainEqual(expect.objectContaining({ path, rule }));
    expect(JSON.stringify(problem)).not.toContain('37,2');
    expect(await rows('check_in_reports')).toBe(0);
  });

  it.each([
    ['NaN', '{"temperature":NaN}', 400],
    ['ten thousand levels', `{"answers":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, 400],
    ['ten megabytes', JSON.stringify({ answers: { a: 'x'.repeat(10_000_000) } }), 413],
    ['nothing', '', 400],
    ['a list', '[]', 400],
  ])('as %s', async (_, body, status) => {
    const answer = await harness.request
      .post('/api/v1/check-ins')
      .set('authorization', (await signIn(harness, student)).bearer)
      .set('idempotency-key', randomUUID())
      .set('content-type', 'application/json')
      .send(body);
    expect(answer.status).toBe(status);
  });

  it('with fields that the report does not have, or without a key', async () => {
    const report = reportFor(await formOf());
    await refused({ ...report, personId: student.id }, 'REQUEST_INVALID');
    const answer = await phone.post('/check-ins', report, 'not-a-uuid').expect(400);
    expect((answer.body as Problem).code).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  it('when it was corrected twenty times', async () => {
    const form = await formOf();
    for (let version = 1; version <= 20; version += 1) {
      expect((await send(reportFor(form))).body.version).toBe(version);
    }
    await refused(reportFor(form), 'TOO_MANY_REQUESTS');
    expect(await rows('check_in_report_versions')).toBe(20);
  });

  it('when no campaign runs, none is for this person, or no window has opened', async () => {
    await at('2026-09-06T20:00:00Z');
    const early = (await phone.get('/check-ins/form').expect(409)).body as Problem;
    expect(early).toMatchObject({ code: 'FORM_NOT_DUE', details: { opensAt: '2026-09-06T22:00:00.000Z' } });
    await harness.database.query(`UPDATE campaigns SET audience_kinds = '{staff}'`);
    harness.clock.advance({ seconds: 5 });
    expect(((await phone.get('/check-ins/form').expect(404)).body as Problem).code).toBe('CAMPAIGN_NONE');
    await harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    harness.clock.advance({ seconds: 5 });
    expect(((await phone.get('/check-ins/form').expect(404)).body as Problem).code).toBe('CAMPAIGN_NONE');
  });
});

describe('a form changes', () => {
  const newer = {
    ...SMALL_FORM,
    fields: [...SMALL_FORM.fields, { key: 'dormitory', label: { zh: '宿舍', en: 'Dormitory' }, widget: 'text' as const, prefill: 'fact' as const }],
    schema: {
      ...SMALL_FORM.schema,
      properties: { ...(SMALL_FORM.schema.properties as object), dormitory: { type: 'string', maxLength: 40 } },
    },
  };

  it('accepts the version before within its grace time, then tells which field is new', async () => {
    const form = await formOf();
    const administrator = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
    const desk = asCaller(harness, (await signIn(harness, administrator)).bearer);
    const draft = (await desk.post('/check-in-templates', { formKey: 'off_campus_daily', body: newer }).expect(201)).body as {
      id: string;
      difference: object;
    };
    expect(draft.difference).toEqual({ added: ['dormitory'], removed: [], changed: [], rulesChanged: false });
    await desk.post(`/check-in-templates/${draft.id}/publication`, { graceHours: 1 }).expect(201);
    await at('2026-09-07T00:59:00Z');
    expect((await send(reportFor(form))).status).toBe(201);
    await at('2026-09-07T01:01:00Z');
    const problem = await refused(reportFor(form), 'TEMPLATE_OUTDATED');
    expect(problem.details).toEqual({ newFields: ['dormitory'] });
    expect((await formOf()).templateId).toBe(draft.id);
  });
});

describe('a phone repeats itself', () => {
  it('answers the same key with the same receipt, once', async () => {
    const report = reportFor(await formOf());
    const key = randomUUID();
    const first = await send(report, key);
    harness.clock.advance({ minutes: 1 });
    expect(await send(report, key)).toEqual(first);
    expect(await rows('check_in_report_versions')).toBe(1);
  });

  it('refuses the same key with another body', async () => {
    const report = reportFor(await formOf());
    const key = randomUUID();
    await send(report, key);
    const again = await send({ ...report, answers: { ...WELL, temperature: 370 } }, key);
    expect(again).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('makes one report of the same request sent eight times at once', async () => {
    const report = reportFor(await formOf());
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(report, key)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect([await rows('check_in_reports'), await rows('check_in_report_versions'), await rows('outbox')]).toEqual([1, 1, 1]);
  });

  it('makes versions of two phones that report at once', async () => {
    const form = await formOf();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(reportFor(form))));
    expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(answers.map(({ body }) => body.receiptNumber)).size).toBe(1);
    expect(await rows('check_in_reports')).toBe(1);
  });
});

describe('an abnormal report', () => {
  let counsellor: TestPerson;
  let desk: TestCaller;

  beforeEach(async () => {
    const unit = await createUnit(harness, school);
    await harness.database.query('UPDATE people SET unit_id = $2 WHERE id = $1', [student.id, unit.id]);
    counsellor = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'counsellor', unitId: unit.id }] });
    desk = asCaller(harness, (await signIn(harness, counsellor)).bearer);
  });

  it('opens a case for the counsellor, who is told and closes it; the person is told', async () => {
    const { body } = await send(reportFor(await formOf(), { answers: FEVERISH }));
    expect(body.cases).toMatchObject([{ title: { en: 'Fever' }, dueAt: '2026-09-07T02:00:00.000Z' }]);
    await harness.runJobs();
    expect(((await desk.get('/notices').expect(200)).body as { items: object[] }).items).toMatchObject([{ kind: 'case.assigned' }]);
    const open = (await desk.get('/cases').expect(200)).body as { items: { id: string }[] };
    expect(open.items).toMatchObject([{ person: { personId: student.id }, overdue: false, reportId: body.reportId }]);
    const caseId = open.items[0]?.id ?? '';
    expect((await desk.post(`/cases/${caseId}/closing`, { note: '' }).expect(400)).body).toMatchObject({ code: 'REQUEST_INVALID' });
    expect((await desk.post(`/cases/${caseId}/closing`, { note: '已就医' }).expect(200)).body).toMatchObject({ state: 'closed', closingNote: '已就医' });
    expect((await desk.post(`/cases/${caseId}/closing`, { note: '已就医' }).expect(409)).body).toMatchObject({ code: 'CASE_ALREADY_CLOSED' });
    const told = (await phone.get('/notices').expect(200)).body as { items: { kind: string }[]; unread: number };
    expect(told.items.map(({ kind }) => kind)).toContain('case.closed');
    expect((await desk.get('/cases?state=closed').expect(200)).body).toMatchObject({ items: [{ id: caseId }] });
  });

  it('opens no second case when it is sent again, and stays open when the answers turn well', async () => {
    const form = await formOf();
    await send(reportFor(form, { answers: FEVERISH }));
    expect((await send(reportFor(form, { answers: FEVERISH }))).body.cases).toHaveLength(1);
    expect((await send(reportFor(form))).body).toMatchObject({ version: 3, cases: [] });
    expect(((await desk.get('/cases').expect(200)).body as { items: object[] }).items).toHaveLength(1);
  });

  it('answers a repeated key with the cases of the first answer', async () => {
    const report = reportFor(await formOf(), { answers: { ...FEVERISH, symptom: 'cough' } });
    const key = randomUUID();
    const [first, second] = await Promise.all([send(report, key), send(report, key)]);
    expect(first.body.cases).toHaveLength(2);
    expect(second.body).toEqual(first.body);
    expect(await rows('cases')).toBe(2);
  });

  it('is overdue by the clock', async () => {
    await send(reportFor(await formOf(), { answers: FEVERISH }));
    harness.clock.advance({ hours: 3 });
    const { bearer } = await signIn(harness, counsellor);
    const later = asCaller(harness, bearer);
    expect((await later.get('/cases').expect(200)).body).toMatchObject({ items: [{ overdue: true }] });
  });

  it("stays hidden from another unit's counsellor", async () => {
    await send(reportFor(await formOf(), { answers: FEVERISH }));
    const elsewhere = await createUnit(harness, school);
    const stranger = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'counsellor', unitId: elsewhere.id }] });
    const theirs = asCaller(harness, (await signIn(harness, stranger)).bearer);
    expect((await theirs.get('/cases').expect(200)).body).toEqual({ items: [], nextCursor: null });
    const [row]: { id: string }[] = await harness.database.query('SELECT id FROM cases');
    await theirs.post(`/cases/${row?.id}/closing`, { note: 'x' }).expect(404);
  });
});
