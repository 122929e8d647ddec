import { randomUUID } from 'node:crypto';
import { FEVERISH, reportFor, type TestCaller } from '../check-in-factories';
import { CheckInStage } from '../check-in-stage';
import { createPerson, createUnit, type TestPerson } from '../factories';

const stage = new CheckInStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

describe('an abnormal report', () => {
  let counsellor: TestPerson;
  let desk: TestCaller;

  beforeEach(async () => {
    const unit = await createUnit(stage.harness, stage.school);
    await stage.harness.database.query('UPDATE people SET unit_id = $2 WHERE id = $1', [stage.student.id, unit.id]);
    counsellor = await createPerson(stage.harness, stage.school, {
      kind: 'staff',
      roles: [{ role: 'counsellor', unitId: unit.id }],
    });
    desk = await stage.callerOf(counsellor);
  });

  it('opens a case for the counsellor, who is told and closes it; the person is told', async () => {
    const { body } = await stage.send(reportFor(await stage.form(), { answers: FEVERISH }));
    expect(body.cases).toMatchObject([{ title: { en: 'Fever' }, dueAt: '2026-09-07T02:00:00.000Z' }]);
    await stage.harness.runJobs();
    expect(((await desk.get('/notices').expect(200)).body as { items: object[] }).items).toMatchObject([
      { kind: 'case.assigned' },
    ]);
    const open = (await desk.get('/cases').expect(200)).body as { items: { id: string }[] };
    expect(open.items).toMatchObject([
      { person: { personId: stage.student.id }, overdue: false, reportId: body.reportId },
    ]);
    const caseId = open.items[0]?.id ?? '';
    expect((await desk.post(`/cases/${caseId}/closing`, { note: '' }).expect(400)).body).toMatchObject({
      code: 'REQUEST_INVALID',
    });
    expect((await desk.post(`/cases/${caseId}/closing`, { note: '已就医' }).expect(200)).body).toMatchObject({
      state: 'closed',
      closingNote: '已就医',
    });
    expect((await desk.post(`/cases/${caseId}/closing`, { note: '已就医' }).expect(409)).body).toMatchObject({
      code: 'CASE_ALREADY_CLOSED',
    });
    const told = (await stage.phone.get('/notices').expect(200)).body as { items: { kind: string }[]; unread: number };
    expect(told.items.map(({ kind }) => kind)).toContain('case.closed');
    expect((await desk.get('/cases?state=closed').expect(200)).body).toMatchObject({ items: [{ id: caseId }] });
  });

  it('opens no second case when it is sent again, and stays open when the answers turn well', async () => {
    const form = await stage.form();
    await stage.send(reportFor(form, { answers: FEVERISH }));
    expect((await stage.send(reportFor(form, { answers: FEVERISH }))).body.cases).toHaveLength(1);
    expect((await stage.send(reportFor(form))).body).toMatchObject({ version: 3, cases: [] });
    expect(((await desk.get('/cases').expect(200)).body as { items: object[] }).items).toHaveLength(1);
  });

  it('answers a repeated key with the cases of the first answer', async () => {
    const report = reportFor(await stage.form(), { answers: { ...FEVERISH, symptom: 'cough' } });
    const key = randomUUID();
    const [first, second] = await Promise.all([stage.send(report, key), stage.send(report, key)]);
    expect(first.body.cases).toHaveLength(2);
    expect(second.body).toEqual(first.body);
    expect(await stage.rows('cases')).toBe(2);
  });

  it('is overdue by the clock', async () => {
    await stage.send(reportFor(await stage.form(), { answers: FEVERISH }));
    stage.harness.clock.advance({ hours: 3 });
    const later = await stage.callerOf(counsellor);
    expect((await later.get('/cases').expect(200)).body).toMatchObject({ items: [{ overdue: true }] });
  });

  it("stays hidden from another unit's counsellor", async () => {
    await stage.send(reportFor(await stage.form(), { answers: FEVERISH }));
    const elsewhere = await createUnit(stage.harness, stage.school);
    const stranger = await createPerson(stage.harness, stage.school, {
      kind: 'staff',
      roles: [{ role: 'counsellor', unitId: elsewhere.id }],
    });
    const theirs = await stage.callerOf(stranger);
    expect((await theirs.get('/cases').expect(200)).body).toEqual({ items: [], nextCursor: null });
    const [row]: { id: string }[] = await stage.harness.database.query('SELECT id FROM cases');
    await theirs.post(`/cases/${row?.id}/closing`, { note: 'x' }).expect(404);
  });
});
