import { randomUUID } from 'node:crypto';
import type { ApprovalView } from '@shared/approval';
import type { Problem } from '@shared/errors';
import { ApprovalStage } from '../approval-stage';
import type { TestCaller } from '../check-in-factories';
import { createPerson, createSchool } from '../factories';

const stage = new ApprovalStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const view = async (id: string, desk: TestCaller = stage.desk): Promise<ApprovalView> =>
  (await desk.get(`/approvals/${id}`).expect(200)).body as ApprovalView;

const notices = async (caller: TestCaller): Promise<{ kind: string; params: object; readAt: string | null }[]> =>
  ((await caller.get('/notices').expect(200)).body as { items: [] }).items;

describe('a request that came to the wrong approver', () => {
  it('is handed over with a note, under a new revision', async () => {
    const asked = await stage.ask();
    const wish = { toId: stage.colleague.id, revision: 1, note: '外院学生' };
    await stage.desk.post(`/approvals/${asked.id}/transfer`, wish).expect(204);
    await stage.desk.get(`/approvals/${asked.id}`).expect(404);
    expect(await view(asked.id, stage.colleagueDesk)).toMatchObject({
      ...{ assignee: '同事', revision: 2 },
      transfers: [{ from: '主审', to: '同事', note: '外院学生', at: '2026-09-07T00:00:00.000Z' }],
    });
    expect(await stage.trail(asked)).toEqual(['approval.transfer', 'approval.read']);
  });

  it('goes to an active counsellor of the school, not to its applicant and not to where it is', async () => {
    const applicant = await stage.counsellor();
    const asked = await stage.ask({ applicant });
    const school = await createSchool(stage.harness);
    const elsewhere = await createPerson(stage.harness, school, {
      roles: [{ role: 'counsellor', unitId: school.rootUnitId }],
    });
    const left = await stage.counsellor({ state: 'left' });
    for (const toId of [applicant.id, stage.applicant.id, stage.approver.id, elsewhere.id, left.id]) {
      const answer = await stage.desk.post(`/approvals/${asked.id}/transfer`, { toId, revision: 1 }).expect(422);
      expect((answer.body as Problem).code).toBe('APPROVER_NOT_OFFERED');
    }
  });

  it('is not handed over once it was decided, changed or withdrawn', async () => {
    const [decided, edited, withdrawn] = [await stage.ask(), await stage.ask(), await stage.ask()];
    await stage.decide([decided]);
    await stage.ask({ subjectId: edited.subjectId, version: 2 });
    await stage.withdraw(withdrawn);
    const refusals = [];
    for (const { id } of [decided, edited, withdrawn]) {
      const wish = { toId: stage.colleague.id, revision: 1 };
      const { body } = await stage.desk.post(`/approvals/${id}/transfer`, wish).expect(409);
      refusals.push((body as Problem).code, (body as Problem).details?.refusal);
    }
    expect(refusals).toEqual([
      ...['APPROVAL_NOT_PENDING', 'already_handled', 'APPROVAL_NOT_PENDING', 'edited_since'],
      ...['APPROVAL_NOT_PENDING', 'withdrawn'],
    ]);
  });

  it('is handed over once by a phone that repeats itself', async () => {
    const asked = await stage.ask();
    const wish = { toId: stage.colleague.id, revision: 1 };
    const key = randomUUID();
    await stage.desk.post(`/approvals/${asked.id}/transfer`, wish, key).expect(204);
    await stage.desk.post(`/approvals/${asked.id}/transfer`, wish, key).expect(204);
    await stage.desk.post(`/approvals/${asked.id}/transfer`, wish, 'none').expect(400);
    await stage.desk.post(`/approvals/${asked.id}/transfer`, { ...wish, note: 'x' }, key).expect(409);
    expect((await view(asked.id, stage.colleagueDesk)).transfers).toHaveLength(1);
  });

  it('is handed over by an administrator, who decides nothing', async () => {
    const administrator = await stage.callerOf(
      await createPerson(stage.harness, stage.school, { kind: 'staff', roles: [{ role: 'school_admin' }] }),
    );
    const asked = await stage.ask();
    await administrator.post('/approvals/decisions', { requests: [asked], outcome: 'approve' }).expect(403);
    await administrator.put(`/approval-requests/${asked.id}/assignee`, { toId: stage.colleague.id }).expect(204);
    expect(await view(asked.id, stage.colleagueDesk)).toMatchObject({ assignee: '同事' });
    await stage.decide([{ ...asked, revision: 2 }], {}, stage.colleagueDesk);
    const late = await administrator.put(`/approval-requests/${asked.id}/assignee`, { toId: stage.approver.id });
    expect((late.body as Problem).code).toBe('APPROVAL_NOT_PENDING');
    await administrator.put(`/approval-requests/${randomUUID()}/assignee`, { toId: stage.colleague.id }).expect(404);
    await stage.desk.put(`/approval-requests/${asked.id}/assignee`, { toId: stage.colleague.id }).expect(403);
  });
});

describe('people hear', () => {
  it('once of whatever waits, until they have read it', async () => {
    await stage.ask();
    await stage.ask();
    await stage.harness.runJobs();
    expect(await notices(stage.desk)).toMatchObject([{ kind: 'approval.assigned', readAt: null }]);
    await stage.desk.post('/notices/reading').expect(204);
    const asked = await stage.ask();
    await stage.ask();
    await stage.harness.runJobs();
    expect((await notices(stage.desk)).map(({ readAt }) => readAt === null)).toEqual([true, false]);
    // who decides knows
    await stage.decide([asked]);
    expect((await notices(stage.desk)).map(({ readAt }) => readAt === null)).toEqual([false, false]);
  });

  it('when a request is handed over to them', async () => {
    const asked = await stage.ask();
    await stage.desk.post(`/approvals/${asked.id}/transfer`, { toId: stage.colleague.id, revision: 1 }).expect(204);
    await stage.harness.runJobs();
    expect(await notices(stage.colleagueDesk)).toMatchObject([
      { kind: 'approval.assigned', params: { kind: 'return' } },
    ]);
  });

  it('what an approver says to them, and nobody else does', async () => {
    const asked = await stage.ask();
    const text = '第二页看不清';
    const said = await stage.desk.post(`/approvals/${asked.id}/comments`, { text }).expect(201);
    expect(said.body).toMatchObject({ author: '主审', text, createdAt: '2026-09-07T00:00:00.000Z' });
    await stage.colleagueDesk.post(`/approvals/${asked.id}/comments`, { text: 'x' }).expect(404);
    expect(await view(asked.id)).toMatchObject({ comments: [{ author: '主审', text }] });
    expect(await stage.trail(asked)).toEqual(['approval.comment', 'approval.read']);
    const phone = await stage.callerOf(stage.applicant);
    expect(await notices(phone)).toMatchObject([
      { kind: 'approval.commented', params: { kind: 'return', subjectId: asked.subjectId } },
    ]);
    const path = `/approval-comments?kind=return&subjectId=${asked.subjectId}`;
    expect((await phone.get(path).expect(200)).body).toEqual({ items: [said.body] });
    expect((await stage.colleagueDesk.get(path).expect(200)).body).toEqual({ items: [] });
  });

  it('one comment of a phone that repeats itself', async () => {
    const asked = await stage.ask();
    const key = randomUUID();
    const path = `/approvals/${asked.id}/comments`;
    const answers = [];
    for (let sent = 0; sent < 3; sent += 1) {
      answers.push((await stage.desk.post(path, { text: '第二页' }, key).expect(201)).body);
    }
    expect(new Set(answers.map(({ id }: { id: string }) => id)).size).toBe(1);
    await stage.desk.post(path, { text: '第三页' }, key).expect(409);
    await stage.desk.post(path, { text: '第二页' }, 'none').expect(400);
    expect((await view(asked.id)).comments).toHaveLength(1);
  });

  it('that they stand in for somebody, and then of what waits for the one who is away', async () => {
    const away = { deputyId: stage.colleague.id, fromAt: '2026-09-07T00:00:00Z', untilAt: '2026-09-08T00:00:00Z' };
    const key = randomUUID();
    const named = [
      (await stage.desk.post('/approvals/deputies', away, key).expect(201)).body as { id: string },
      (await stage.desk.post('/approvals/deputies', away, key).expect(201)).body as { id: string },
    ];
    expect(named[0]).toEqual(named[1]);
    expect(await notices(stage.colleagueDesk)).toMatchObject([
      { kind: 'deputy.appointed', params: { untilAt: '2026-09-08T00:00:00Z' } },
    ]);
    await stage.ask();
    await stage.harness.runJobs();
    expect((await notices(stage.colleagueDesk)).map(({ kind }) => kind)).toEqual([
      'approval.assigned',
      'deputy.appointed',
    ]);
    expect((await notices(stage.desk)).map(({ kind }) => kind)).toEqual(['approval.assigned']);
    await stage.desk.delete(`/approvals/deputies/${named[0]?.id}`).expect(204);
    await stage.colleagueDesk.post('/notices/reading').expect(204);
    await stage.ask();
    await stage.harness.runJobs();
    expect(await notices(stage.colleagueDesk)).toHaveLength(2);
  });

  it('no more than fifty comments on one request', async () => {
    const asked = await stage.ask();
    for (let n = 0; n < 50; n += 1) {
      await stage.desk.post(`/approvals/${asked.id}/comments`, { text: `${n}` }).expect(201);
    }
    await stage.desk.post(`/approvals/${asked.id}/comments`, { text: 'x' }).expect(429);
  });
});

describe('who can be asked to approve', () => {
  it('is found by a part of the name or the unit, and nobody but counsellors is', async () => {
    await stage.counsellor({ name: '百分%号' });
    await stage.counsellor({ name: '离校的同事', state: 'left' });
    const names = async (query: string): Promise<string[]> => {
      const { body } = await stage.desk.get(`/approvers?query=${encodeURIComponent(query)}`).expect(200);
      return (body as { items: { name: string }[] }).items.map(({ name }) => name);
    };
    expect(await names('同')).toEqual(['同事']);
    expect(await names('%')).toEqual(['百分%号']);
    expect((await names('root')).sort()).toEqual(['同事', '百分%号'].sort());
    expect(await names('虚构人')).toEqual([]);
    expect(await names(stage.applicant.number)).toEqual([]);
  });
});

describe('a decision is refused', () => {
  const refused = async (body: object, status: number): Promise<Problem> =>
    (await stage.desk.post('/approvals/decisions', body).expect(status)).body as Problem;

  it('without a reason, and without words where the reason is another', async () => {
    const { id, revision } = await stage.ask();
    const requests = [{ id, revision }];
    expect(await refused({ requests, outcome: 'return' }, 422)).toMatchObject({ code: 'APPROVAL_REASON_MISSING' });
    const other = { requests, outcome: 'reject', reason: 'other' };
    expect(await refused(other, 422)).toMatchObject({ code: 'APPROVAL_REASON_MISSING' });
    expect(await refused({ ...other, comment: '  ' }, 400)).toMatchObject({ code: 'REQUEST_INVALID' });
    await stage.desk.post('/approvals/decisions', { ...other, comment: '请补第二页' }).expect(200);
  });

  it('without a key, and with a key that stood for another one', async () => {
    const { id, revision } = await stage.ask();
    const body = { requests: [{ id, revision }], outcome: 'approve' };
    expect((await stage.desk.post('/approvals/decisions', body, 'none').expect(400)).body).toMatchObject({
      code: 'IDEMPOTENCY_KEY_MISSING',
    });
    const key = randomUUID();
    await stage.desk.post('/approvals/decisions', body, key).expect(200);
    const other = { ...body, requests: [{ id, revision: 9 }] };
    expect((await stage.desk.post('/approvals/decisions', other, key).expect(409)).body).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it.each([
    ['nothing', { requests: [] }],
    ['an unknown outcome', { outcome: 'settle' }],
    ['an unknown reason', { reason: 'mood' }],
    ['a comment of a whole page', { comment: 'x'.repeat(501) }],
    ['slots with strange names', { slots: ['Code!'] }],
    ['a revision that is no number', { requests: [{ id: randomUUID(), revision: '1' }] }],
  ])('with %s', async (_, wish) => {
    const body = { requests: [{ id: randomUUID(), revision: 1 }], outcome: 'approve', ...wish };
    expect(await refused(body, 400)).toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
