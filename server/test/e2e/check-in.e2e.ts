import { randomUUID } from 'node:crypto';
import type { ReportView } from '@shared/check-in';
import { createTemplate, createWindow, reportFor, SMALL_FORM, WELL } from '../check-in-factories';
import { CheckInStage } from '../check-in-stage';
import { createPerson } from '../factories';
import { SCHOOL_MORNING } from '../fixed-clock';

const stage = new CheckInStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

describe('a member reports', () => {
  it('opens the one form that applies, sends it, and has a receipt with a number', async () => {
    const form = await stage.form();
    expect(form).toMatchObject({
      timing: 'open',
      day: '2026-09-07',
      templateId: stage.templateId,
      prefill: {},
      reported: null,
    });
    expect(form.window).toMatchObject({
      id: stage.windowId,
      opensAt: '2026-09-06T22:00:00.000Z',
      closesAt: '2026-09-07T04:00:00.000Z',
    });
    const { status, body } = await stage.send(reportFor(form));
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 1, flags: [], cases: [], submittedAt: SCHOOL_MORNING.toISOString() });
    expect(body.receiptNumber).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{5}$/);
    expect(body.nextWindow).toMatchObject({ id: stage.windowId, opensAt: '2026-09-07T22:00:00.000Z' });
  });

  it('keeps the earlier version when the report is sent again, under the same number', async () => {
    const form = await stage.form();
    const first = await stage.send(reportFor(form));
    await stage.at('2026-09-07T00:10:00Z');
    const second = await stage.send(reportFor(form, { answers: { ...WELL, temperature: 366 } }));
    expect(second.body).toMatchObject({ version: 2, receiptNumber: first.body.receiptNumber });
    const view = (await stage.phone.get(`/check-ins/${first.body.reportId}`).expect(200)).body as ReportView;
    expect(view.versions.map(({ answers }) => answers.temperature)).toEqual([365, 366]);
    expect(view).toMatchObject({ version: 2, day: '2026-09-07', submittedAt: SCHOOL_MORNING.toISOString() });
  });

  it('prefills facts of the last report, never health answers', async () => {
    await stage.send(reportFor(await stage.form()));
    await stage.at('2026-09-08T00:00:00Z');
    expect((await stage.form()).prefill).toEqual({ phone: WELL.phone });
  });

  it('stores a place no finer than two decimals', async () => {
    await stage.send(reportFor(await stage.form()));
    const [row] = await stage.harness.database.query('SELECT latitude, longitude FROM check_in_reports');
    expect(row).toEqual({ latitude: '40.84', longitude: '111.75' });
  });

  it('takes a reason in place of a location, and flags it', async () => {
    const { location: _, ...report } = reportFor(await stage.form());
    expect((await stage.send({ ...report, noLocationReason: '室内无信号' })).body.flags).toEqual(['no_location']);
  });

  it('takes a late report with a reason, and does not ask again for its correction', async () => {
    const form = await stage.form();
    await stage.at('2026-09-07T05:00:00Z');
    await stage.refused(reportFor(form), 'LATE_REASON_MISSING');
    expect((await stage.send(reportFor(form, { lateReason: '在上课' }))).body.flags).toEqual(['late']);
    expect((await stage.send(reportFor(form))).body).toMatchObject({ version: 2, flags: ['late'] });
  });

  it('does not call a correction late when the report was on time', async () => {
    const form = await stage.form();
    await stage.send(reportFor(form));
    await stage.at('2026-09-07T05:00:00Z');
    expect((await stage.send(reportFor(form))).body).toMatchObject({ version: 2, flags: [] });
  });

  it('shows the month: reported, missing, due, not due', async () => {
    await stage.send(reportFor(await stage.form()));
    await stage.at('2026-09-09T00:00:00Z');
    const { body } = await stage.phone.get('/check-ins?month=2026-09').expect(200);
    const marks = Object.fromEntries(
      (body as { days: { day: string; mark: string }[] }).days.map(({ day, mark }) => [day, mark]),
    );
    expect(marks).toMatchObject({
      '2026-09-01': 'missing',
      '2026-09-07': 'reported',
      '2026-09-08': 'missing',
      '2026-09-09': 'due',
      '2026-09-30': 'not_due',
    });
  });

  it('calls nobody missing once the reports of a campaign are deleted', async () => {
    const { database } = stage.harness;
    await stage.send(reportFor(await stage.form()));
    await database.query(`UPDATE campaigns SET state = 'ended', ends_on = '2026-09-08', retain_until = '2026-10-01'`);
    const month = async (): Promise<{ campaign: object | null; marks: string[] }> => {
      const { body } = await stage.phone.get('/check-ins?month=2026-09').expect(200);
      const { campaign, days } = body as { campaign: object | null; days: { mark: string }[] };
      return { campaign, marks: [...new Set(days.map(({ mark }) => mark))].sort() };
    };
    await stage.at('2026-10-01T04:00:00Z');
    expect(await month()).toMatchObject({ campaign: expect.any(Object), marks: ['missing', 'not_due', 'reported'] });
    await stage.at('2026-10-01T16:30:00Z');
    await database.query('DELETE FROM check_in_reports');
    expect(await month()).toEqual({ campaign: null, marks: ['not_due'] });
  });

  it('flags a place that nobody can have travelled to', async () => {
    const afternoon = await createWindow(stage.harness, stage.school, stage.campaignId, {
      formKey: 'afternoon',
      opens: '12:00',
      closes: '20:00',
    });
    await createTemplate(stage.harness, stage.school, { formKey: 'afternoon' });
    await stage.send(reportFor(await stage.form()));
    await stage.at('2026-09-07T04:30:00Z');
    const form = await stage.form();
    expect(form.window.id).toBe(afternoon);
    const sydney = { latitude: -33.87, longitude: 151.21, accuracy: 5 };
    const { body } = await stage.send(reportFor(form, { location: sydney }));
    await stage.harness.runJobs();
    const view = (await stage.phone.get(`/check-ins/${body.reportId}`).expect(200)).body as ReportView;
    expect(view.flags).toEqual(['impossible_travel']);
  });
});

describe('a form changes', () => {
  const newer = {
    ...SMALL_FORM,
    fields: [
      ...SMALL_FORM.fields,
      { key: 'dormitory', label: { zh: '宿舍', en: 'Dormitory' }, widget: 'text' as const, prefill: 'fact' as const },
    ],
    schema: {
      ...SMALL_FORM.schema,
      properties: { ...(SMALL_FORM.schema.properties as object), dormitory: { type: 'string', maxLength: 40 } },
    },
  };

  it('accepts the version before within its grace time, then tells which field is new', async () => {
    const form = await stage.form();
    const administrator = await createPerson(stage.harness, stage.school, {
      kind: 'staff',
      roles: [{ role: 'school_admin' }],
    });
    const desk = await stage.callerOf(administrator);
    const draft = (await desk.post('/check-in-templates', { formKey: 'off_campus_daily', body: newer }).expect(201))
      .body as {
      id: string;
      difference: object;
    };
    expect(draft.difference).toEqual({ added: ['dormitory'], removed: [], changed: [], rulesChanged: false });
    await desk.post(`/check-in-templates/${draft.id}/publication`, { graceHours: 1 }).expect(201);
    await stage.at('2026-09-07T00:59:00Z');
    expect((await stage.send(reportFor(form))).status).toBe(201);
    await stage.at('2026-09-07T01:01:00Z');
    const problem = await stage.refused(reportFor(form), 'TEMPLATE_OUTDATED');
    expect(problem.details).toEqual({ newFields: ['dormitory'] });
    const present = await stage.form();
    expect(present.templateId).toBe(draft.id);

    const { body } = await stage.send(reportFor(present, { answers: { ...WELL, dormitory: '7-302' } }));
    const view = (await stage.phone.get(`/check-ins/${body.reportId}`).expect(200)).body as ReportView;
    const fieldsOf = (template: { fields: { key: string }[] } | null | undefined) =>
      template?.fields.map(({ key }) => key).includes('dormitory');
    expect([fieldsOf(view.template), fieldsOf(view.versions[0]?.template), view.versions[1]?.template]).toEqual([
      true,
      false,
      null,
    ]);
  });
});

describe('a phone repeats itself', () => {
  it('answers the same key with the same receipt, once', async () => {
    const report = reportFor(await stage.form());
    const key = randomUUID();
    const first = await stage.send(report, key);
    stage.harness.clock.advance({ minutes: 1 });
    expect(await stage.send(report, key)).toEqual(first);
    expect(await stage.rows('check_in_report_versions')).toBe(1);
  });

  it('gives the receipt again to a phone that repeats after the day is over', async () => {
    const report = reportFor(await stage.form());
    const key = randomUUID();
    const first = await stage.send(report, key);
    await stage.at('2026-09-08T00:00:00Z');
    expect(await stage.send(report, key)).toEqual(first);
    expect(await stage.send(report, randomUUID())).toMatchObject({ body: { code: 'DAY_NOT_OPEN' } });
  });

  it('refuses the same key with another body', async () => {
    const report = reportFor(await stage.form());
    const key = randomUUID();
    await stage.send(report, key);
    const again = await stage.send({ ...report, answers: { ...WELL, temperature: 370 } }, key);
    expect(again).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('makes one report of the same request sent eight times at once', async () => {
    const report = reportFor(await stage.form());
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => stage.send(report, key)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect([
      await stage.rows('check_in_reports'),
      await stage.rows('check_in_report_versions'),
      await stage.rows('outbox'),
    ]).toEqual([1, 1, 1]);
  });

  it('makes versions of two phones that report at once', async () => {
    const form = await stage.form();
    const answers = await Promise.all(Array.from({ length: 5 }, () => stage.send(reportFor(form))));
    expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(answers.map(({ body }) => body.receiptNumber)).size).toBe(1);
    expect(await stage.rows('check_in_reports')).toBe(1);
  });
});
