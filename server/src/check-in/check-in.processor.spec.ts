import { CheckInStage } from '../../test/check-in-stage';
import { createCampaign, createTemplate, createWindow, reportFor, WELL } from '../../test/check-in-factories';
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
