import { CheckInStage } from '../../test/check-in-stage';
import { createCampaign, createTemplate, createWindow, FEVERISH, reportFor, WELL } from '../../test/check-in-factories';
import { createPerson, createUnit } from '../../test/factories';
import { newId } from '../common/id';
import { CheckInProcessor } from './check-in.processor';

const stage = new CheckInStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const processor = (): CheckInProcessor => stage.harness.get(CheckInProcessor);

describe('the daily upkeep', () => {
  it('deletes reports and their versions after the retention day of their campaign, and no others', async () => {
    const form = await stage.form();
    await stage.send(reportFor(form));
    await stage.send(reportFor(form));
    stage.harness.clock.set('2027-06-30T12:00:00Z');
    await processor().upkeep({ schoolId: stage.school.id });
    expect(await stage.rows('check_in_reports')).toBe(1);
    stage.harness.clock.set('2027-06-30T16:00:00Z');
    await processor().upkeep({ schoolId: newId() });
    expect(await stage.rows('check_in_reports')).toBe(1);
    await processor().upkeep({ schoolId: stage.school.id });
    expect([await stage.rows('check_in_reports'), await stage.rows('check_in_report_versions')]).toEqual([0, 0]);
  });

  it('takes cases, reminders and notices of a campaign with its reports, and leaves those of the next one', async () => {
    const { harness, school } = stage;
    const unit = await createUnit(harness, school);
    await harness.database.query('UPDATE people SET unit_id = $2 WHERE id = $1', [stage.student.id, unit.id]);
    const counsellor = await createPerson(harness, school, {
      kind: 'staff',
      roles: [{ role: 'counsellor', unitId: unit.id }],
    });
    await createPerson(harness, school, { unitId: unit.id });
    const feverAndReminder = async (day: string): Promise<void> => {
      await stage.send(reportFor(await stage.form(), { answers: FEVERISH }));
      const desk = await stage.callerOf(counsellor);
      await desk.post('/follow-up/reminders', { day }).expect(200);
      await harness.runJobs();
      const [open]: { id: string }[] = await harness.database.query(`SELECT id FROM cases WHERE state = 'open'`);
      await desk.post(`/cases/${open?.id}/closing`, { note: 'called, at home with 38.5' }).expect(200);
    };
    const left = async (): Promise<unknown> => {
      const [row]: unknown[] = await harness.database.query(
        `SELECT (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM check_in_reminders) AS reminders,
           (SELECT array_agg(kind ORDER BY kind) FROM notices) AS notices`,
      );
      return row;
    };

    await feverAndReminder('2026-09-07');
    const first = await left();
    expect(first).toEqual({
      cases: 1,
      reminders: 1,
      notices: ['case.assigned', 'case.closed', 'case.opened', 'check_in.reminder'],
    });
    stage.harness.clock.set('2027-06-30T12:00:00Z');
    await processor().upkeep({ schoolId: school.id });
    expect(await left()).toEqual(first);

    await harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    const dates = { startsOn: '2027-06-01', endsOn: '2027-07-31', retainUntil: '2027-12-31' };
    await createWindow(harness, school, await createCampaign(harness, school, dates), { closes: '24:00' });
    await stage.at('2027-06-30T15:00:00Z');
    await feverAndReminder('2027-06-30');
    expect(await left()).toMatchObject({ cases: 2, reminders: 2 });
    stage.harness.clock.set('2027-06-30T16:00:00Z');
    await processor().upkeep({ schoolId: school.id });
    expect(await left()).toEqual(first);
    stage.harness.clock.set('2027-12-31T16:00:00Z');
    await processor().upkeep({ schoolId: school.id });
    expect(await left()).toEqual({ cases: 0, reminders: 0, notices: null });
  });

  it('makes the months ahead, so that a report of the next season finds its place', async () => {
    await stage.harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    stage.harness.clock.set('2031-05-20T00:00:00Z');
    await processor().upkeep({ schoolId: stage.school.id });
    await processor().upkeep({ schoolId: stage.school.id });
    const campaign = await createCampaign(stage.harness, stage.school, {
      startsOn: '2031-10-01',
      endsOn: '2031-10-31',
      retainUntil: '2031-12-31',
    });
    await createTemplate(stage.harness, stage.school, { formKey: 'season' });
    await createWindow(stage.harness, stage.school, campaign, { formKey: 'season' });
    await stage.at('2031-10-31T00:00:00Z');
    expect((await stage.send(reportFor(await stage.form()))).status).toBe(201);
  });
});

describe('the job after a report', () => {
  it('does no more when it runs twice', async () => {
    const afternoon = await createWindow(stage.harness, stage.school, stage.campaignId, {
      formKey: 'afternoon',
      opens: '08:00',
      closes: '20:00',
    });
    await createTemplate(stage.harness, stage.school, { formKey: 'afternoon' });
    await stage.at('2026-09-07T00:01:00Z');
    await stage.send(reportFor(await stage.form()));
    await stage.at('2026-09-07T00:05:00Z');
    const form = await stage.form();
    expect(form.window.id).toBe(afternoon);
    const far = { latitude: -33.87, longitude: 151.21, accuracy: 5 };
    const { body } = await stage.send(reportFor(form, { answers: WELL, location: far }));
    const job = { schoolId: stage.school.id, reportId: body.reportId, day: form.day, personId: stage.student.id };
    await processor().reported(job);
    await processor().reported(job);
    const [row] = await stage.harness.database.query('SELECT flags FROM check_in_reports WHERE id = $1', [
      body.reportId,
    ]);
    expect(row).toEqual({ flags: ['impossible_travel'] });
  });

  it('has nothing to do for a report that retention took away', async () => {
    await processor().reported({
      schoolId: stage.school.id,
      reportId: newId(),
      day: '2026-09-07',
      personId: stage.student.id,
    });
    expect(await stage.rows('check_in_reports')).toBe(0);
  });
});
