import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Problem } from '@shared/errors';
import { createWindow, reportFor, WELL } from '../check-in-factories';
import { CheckInStage } from '../check-in-stage';
import { asOwner, ownerUrl } from '../database';
import { createPerson, signIn } from '../factories';

const stage = new CheckInStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

describe('a report is refused', () => {
  it('for yesterday and for tomorrow', async () => {
    const form = await stage.form();
    const problem = await stage.refused(reportFor(form, { day: '2026-09-06' }), 'DAY_NOT_OPEN');
    expect(problem.details).toEqual({ today: '2026-09-07' });
    await stage.refused(reportFor(form, { day: '2026-09-08' }), 'DAY_NOT_OPEN');
  });

  it("for another campus's window", async () => {
    const form = await stage.form();
    const other = await createWindow(stage.harness, stage.school, stage.campaignId, {
      campusId: stage.school.otherCampusId,
    });
    stage.harness.clock.advance({ seconds: 5 });
    await stage.refused(reportFor(form, { windowId: other }), 'WINDOW_NOT_YOURS');
  });

  it('before the window opens and after it is over', async () => {
    const form = await stage.form();
    await stage.at('2026-09-06T21:00:00Z');
    const problem = await stage.refused(reportFor(form), 'WINDOW_NOT_OPEN');
    expect(problem.details).toMatchObject({ opensAt: '2026-09-06T22:00:00.000Z' });
    await stage.at('2026-09-07T06:00:00Z');
    await stage.refused(reportFor(form), 'WINDOW_NOT_OPEN');
  });

  it('without a location and without a reason', async () => {
    const { location: _, ...report } = reportFor(await stage.form());
    await stage.refused(report, 'LOCATION_MISSING');
    await stage.refused({ ...report, noLocationReason: '   ' }, 'LOCATION_MISSING');
  });

  it("with another person's form, another day's or an invented ticket", async () => {
    const other = await createPerson(stage.harness, stage.school);
    const theirs = await stage.form(await stage.callerOf(other));
    await stage.refused(reportFor(theirs), 'FORM_TICKET_INVALID');
    await stage.refused(reportFor(theirs, { formTicket: 'x' }), 'FORM_TICKET_INVALID');
    const today = await stage.form();
    await stage.at('2026-09-08T00:00:00Z');
    await stage.refused(reportFor(today, { day: '2026-09-08' }), 'FORM_TICKET_INVALID');
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
    const problem = await stage.refused(
      reportFor(await stage.form(), { answers: answers as never }),
      'ANSWERS_INVALID',
    );
    expect(problem.fields).toContainEqual(expect.objectContaining({ path, rule }));
    expect(JSON.stringify(problem)).not.toContain('37,2');
    expect(await stage.rows('check_in_reports')).toBe(0);
  });

  it.each([
    ['NaN', '{"temperature":NaN}', 400],
    ['ten thousand levels', `{"answers":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, 400],
    ['ten megabytes', JSON.stringify({ answers: { a: 'x'.repeat(10_000_000) } }), 413],
    ['nothing', '', 400],
    ['a list', '[]', 400],
  ])('as %s', async (_, body, status) => {
    const answer = await stage.harness.request
      .post('/api/v1/check-ins')
      .set('authorization', (await signIn(stage.harness, stage.student)).bearer)
      .set('idempotency-key', randomUUID())
      .set('content-type', 'application/json')
      .send(body);
    expect(answer.status).toBe(status);
  });

  it('with fields that the report does not have, or without a key', async () => {
    const report = reportFor(await stage.form());
    await stage.refused({ ...report, personId: stage.student.id }, 'REQUEST_INVALID');
    const answer = await stage.phone.post('/check-ins', report, 'not-a-uuid').expect(400);
    expect((answer.body as Problem).code).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  it('when it was corrected twenty times', async () => {
    const form = await stage.form();
    for (let version = 1; version <= 20; version += 1) {
      expect((await stage.send(reportFor(form))).body.version).toBe(version);
    }
    await stage.refused(reportFor(form), 'TOO_MANY_REQUESTS');
    expect(await stage.rows('check_in_report_versions')).toBe(20);
  });

  it('as busy while the table is locked, and taken when the phone repeats it', async () => {
    const report = reportFor(await stage.form());
    const key = randomUUID();
    const owner = new Client({ connectionString: ownerUrl() });
    await owner.connect();
    try {
      await owner.query('BEGIN; LOCK TABLE check_in_reports IN ACCESS EXCLUSIVE MODE');
      const busy = await stage.phone.post('/check-ins', report, key).expect(503).expect('retry-after', '2');
      expect((busy.body as Problem).code).toBe('SERVICE_BUSY');
    } finally {
      await owner.end();
    }
    expect(await stage.rows('check_in_reports')).toBe(0);
    expect(await stage.send(report, key)).toMatchObject({ status: 201, body: { version: 1 } });
  });

  it('as busy once its deadline is past, and answered with what was stored meanwhile when the phone repeats it', async () => {
    const report = reportFor(await stage.form());
    const key = randomUUID();
    await asOwner(
      `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3); RETURN new; END'`,
    );
    await asOwner('CREATE TRIGGER dawdles BEFORE INSERT ON check_in_reports FOR EACH ROW EXECUTE FUNCTION dawdle()');
    try {
      const startedAt = performance.now();
      const busy = await stage.phone.post('/check-ins', report, key).expect(503).expect('retry-after', '2');
      expect((busy.body as Problem).code).toBe('SERVICE_BUSY');
      expect(performance.now() - startedAt).toBeLessThan(2_900);
      expect(await stage.rows('check_in_reports')).toBe(0);
    } finally {
      // waits for the report that is still on its way
      await asOwner('DROP FUNCTION dawdle CASCADE');
    }
    expect(await stage.rows('check_in_reports')).toBe(1);
    expect(await stage.send(report, key)).toMatchObject({ status: 201, body: { version: 1 } });
    expect(await stage.rows('check_in_report_versions')).toBe(1);
  }, 20_000);

  it('when no campaign runs, none is for this person, or no window has opened', async () => {
    await stage.at('2026-09-06T20:00:00Z');
    const early = (await stage.phone.get('/check-ins/form').expect(409)).body as Problem;
    expect(early).toMatchObject({ code: 'FORM_NOT_DUE', details: { opensAt: '2026-09-06T22:00:00.000Z' } });
    await stage.harness.database.query(`UPDATE campaigns SET audience_kinds = '{staff}'`);
    stage.harness.clock.advance({ seconds: 5 });
    expect(((await stage.phone.get('/check-ins/form').expect(404)).body as Problem).code).toBe('CAMPAIGN_NONE');
    await stage.harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    stage.harness.clock.advance({ seconds: 5 });
    expect(((await stage.phone.get('/check-ins/form').expect(404)).body as Problem).code).toBe('CAMPAIGN_NONE');
  });
});
