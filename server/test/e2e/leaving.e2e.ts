import { randomUUID } from 'node:crypto';
import type { LeavingDesk, LeavingInput, LeavingView } from '@shared/leaving';
import { createUnit } from '../factories';
import { refused, ReturnStage } from '../return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  await stage.harness.database.query(
    `UPDATE people SET presence = 'on_campus', presence_campus_id = campus_id WHERE id = $1`,
    [stage.student.person.id],
  );
});
afterAll(() => stage.close());

const LEAVES_AT = '2026-09-07T10:00:00.000Z';
const input = (change: Partial<LeavingInput> = {}): LeavingInput => ({
  ...{ leavesAt: LEAVES_AT, destination: '包头', reason: '回家' },
  approverId: stage.counsellor.person.id,
  ...change,
});
const ask = async (change: Partial<LeavingInput> = {}): Promise<LeavingView> =>
  (await stage.student.phone.post('/leavings', input(change)).expect(201)).body as LeavingView;
const desk = async (): Promise<LeavingDesk> =>
  (await stage.student.phone.get('/leavings/desk').expect(200)).body as LeavingDesk;
const again = async (): Promise<void> => {
  stage.student = await stage.as(stage.student.person);
};
const approved = async (): Promise<LeavingView> => {
  const view = await ask();
  await stage.decide();
  stage.harness.clock.advance({ seconds: 10 });
  expect((await desk()).application?.state).toBe('approved');
  return view;
};

describe('leaving the campus', () => {
  it('is asked for with the own approver preselected, and read by them', async () => {
    expect(await desk()).toMatchObject({
      preselectedApproverId: stage.counsellor.person.id,
      application: null,
    });
    const view = await ask();
    expect(view).toMatchObject({ state: 'submitted', destination: '包头', leavesAt: LEAVES_AT });
    const [line] = (await stage.inbox()).items;
    expect(line).toMatchObject({ kind: 'leaving', triage: 'clean' });
    const { body } = await stage.counsellor.phone.get(`/approvals/${line?.id}`).expect(200);
    expect(body).toMatchObject({ facts: expect.arrayContaining([{ key: 'reason', type: 'text', value: '回家' }]) });
  });

  it('takes effect at its time by the job', async () => {
    await approved();
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('on_campus');
    stage.harness.clock.set(LEAVES_AT);
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('off_campus');
    await again();
    expect((await desk()).application?.state).toBe('left');
  });

  it('takes effect at its time by the first read, without any job', async () => {
    await approved();
    stage.harness.clock.set(LEAVES_AT);
    await again();
    const { body } = await stage.student.phone.get('/home').expect(200);
    expect(body).toMatchObject({ person: { presence: 'off_campus' }, return: { state: 'none' } });
    expect((await desk()).application?.state).toBe('left');
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('off_campus');
  });

  it('leaves whoever is back already on the campus, however late the job', async () => {
    await approved();
    stage.harness.clock.set('2026-09-07T12:00:00.000Z');
    stage.administrator = await stage.as(stage.administrator.person);
    await stage.administrator.phone
      .put(`/people/${stage.student.person.id}/presence`, { presence: 'on_campus' })
      .expect(204);
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('on_campus');
  });

  it('is corrected and asked for again', async () => {
    const { id } = await ask();
    await stage.decide({ outcome: 'return', reason: 'other', comment: '写清楚去哪里' });
    stage.harness.clock.advance({ seconds: 10 });
    expect((await desk()).application).toMatchObject({
      state: 'returned',
      correction: { reason: 'other', comment: '写清楚去哪里' },
    });
    const { body } = await stage.student.phone.put(`/leavings/${id}`, input({ destination: '包头市昆区' })).expect(200);
    expect(body).toMatchObject({ state: 'submitted', destination: '包头市昆区', correction: null });
    expect((await stage.inbox()).items[0]).toMatchObject({ triageReasons: ['corrected'] });
  });

  it('is rejected with the reason, and withdrawn before and after the approval', async () => {
    await ask();
    await stage.decide({ outcome: 'reject', reason: 'not_allowed_now' });
    stage.harness.clock.advance({ seconds: 10 });
    expect((await desk()).application).toMatchObject({ state: 'rejected' });
    const waiting = await ask();
    await stage.student.phone.post(`/leavings/${waiting.id}/withdrawal`).expect(200);
    expect((await stage.inbox()).items).toEqual([]);
    const { id } = await approved();
    await stage.student.phone.post(`/leavings/${id}/withdrawal`).expect(200);
    stage.harness.clock.set(LEAVES_AT);
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('on_campus');
  });

  it('goes back to the approver to whom it was handed over', async () => {
    const { id } = await ask();
    const far = await stage.counsellorOf(await createUnit(stage.harness, stage.school, { kind: 'college' }));
    const [line] = (await stage.inbox()).items;
    const wish = { toId: far.person.id, revision: line?.revision };
    await stage.counsellor.phone.post(`/approvals/${line?.id}/transfer`, wish).expect(204);
    await stage.decide({ outcome: 'return', reason: 'answers_unclear' }, far);
    stage.harness.clock.advance({ seconds: 10 });
    const { application, approvers } = await desk();
    expect(application).toMatchObject({ state: 'returned', approverId: far.person.id });
    expect(approvers.map(({ personId }) => personId)).toContain(far.person.id);
    await stage.student.phone.put(`/leavings/${id}`, input({ approverId: far.person.id })).expect(200);
    expect((await stage.inbox(far)).items).toHaveLength(1);
    expect((await stage.inbox()).items).toEqual([]);
  });

  it('is asked for once by a phone that repeats itself', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => stage.student.phone.post('/leavings', input(), key)));
    expect(new Set(answers.map(({ body }) => (body as LeavingView).id)).size).toBe(1);
    await refused(stage.student.phone.post('/leavings', input({ reason: '看病' }), key), 'IDEMPOTENCY_KEY_REUSED');
  });
});

describe('leaving is refused', () => {
  it('twice at a time, into the past, to somebody who is not offered', async () => {
    const post = (change: Partial<LeavingInput>) => stage.student.phone.post('/leavings', input(change));
    const { fields } = await refused(post({ leavesAt: '2026-09-06T00:00:00Z' }), 'REQUEST_INVALID');
    expect(fields).toEqual([{ path: '/leavesAt', rule: 'future' }]);
    await refused(post({ approverId: stage.student.person.id }), 'APPROVER_NOT_OFFERED');
    await refused(post({ destination: '  ' }), 'REQUEST_INVALID');
    await ask();
    await refused(post({}), 'LEAVING_STATE_CONFLICT');
  });

  it('where its state does not allow it, and while a decision stands', async () => {
    const { id } = await ask();
    await stage.decide();
    await refused(stage.student.phone.put(`/leavings/${id}`, input()), 'APPROVAL_NOT_PENDING');
    await refused(stage.student.phone.post(`/leavings/${id}/withdrawal`), 'APPROVAL_NOT_PENDING');
    stage.harness.clock.advance({ seconds: 10 });
    await refused(stage.student.phone.put(`/leavings/${id}`, input()), 'LEAVING_STATE_CONFLICT');
    stage.harness.clock.set(LEAVES_AT);
    await again();
    const { details } = await refused(stage.student.phone.post(`/leavings/${id}/withdrawal`), 'LEAVING_STATE_CONFLICT');
    expect(details).toEqual({ state: 'left' });
  });

  it('to everybody but its applicant', async () => {
    const { id } = await ask();
    const { phone } = await stage.member();
    await refused(phone.put(`/leavings/${id}`, input()), 'NOT_FOUND');
    await refused(phone.post(`/leavings/${id}/withdrawal`), 'NOT_FOUND');
  });
});
