import { randomUUID } from 'node:crypto';
import type { DecisionAnswer } from '@shared/approval';
import type { Problem } from '@shared/errors';
import { ApprovalStage } from '../approval-stage';

/** Approvers and applicants who try what they may not, and two who try at once. */
const stage = new ApprovalStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const refusalsOf = ({ refused }: DecisionAnswer): [string, string | null][] =>
  refused.map(({ reason, handledBy }) => [reason, handledBy]);

describe('an approver', () => {
  it('does not approve what they ask for themselves, not even as a deputy', async () => {
    const own = await stage.ask({ applicant: stage.approver, assignee: stage.colleague });
    expect(refusalsOf(await stage.decide([own]))).toEqual([['own_request', null]]);
    await stage.colleagueDesk
      .post('/approvals/deputies', {
        ...{ deputyId: stage.approver.id, fromAt: '2026-09-06T00:00:00Z', untilAt: '2026-09-08T00:00:00Z' },
      })
      .expect(201);
    expect(refusalsOf(await stage.decide([own]))).toEqual([['own_request', null]]);
    await stage.desk.post(`/approvals/${own.id}/transfer`, { toId: stage.colleague.id, revision: 1 }).expect(404);
    await stage.desk.post(`/approvals/${own.id}/comments`, { text: 'fine' }).expect(404);
  });

  it('cannot be made the applicant’s own approver past the application', async () => {
    const { database } = stage.harness;
    const asked = await stage.ask();
    await expect(
      database.query('UPDATE approval_requests SET assignee_id = applicant_id WHERE id = $1', [asked.id]),
    ).rejects.toThrow('check');
    await expect(
      database.query(
        `INSERT INTO approval_decisions (school_id, id, request_id, applicant_id, batch_id, outcome, decided_by,
           decided_at, effective_at)
         SELECT school_id, $2, id, applicant_id, $2, 'approve', applicant_id, now(), now() FROM approval_requests WHERE id = $1`,
        [asked.id, randomUUID()],
      ),
    ).rejects.toThrow('check');
  });

  it('does not get at requests of others, and learns nothing about them', async () => {
    const asked = await stage.ask({ assignee: stage.colleague });
    await stage.decide([asked], {}, stage.colleagueDesk);
    const unknown = { ...asked, id: randomUUID() };
    expect(refusalsOf(await stage.decide([asked, unknown]))).toEqual([
      ['not_assigned', null],
      ['not_assigned', null],
    ]);
    const [foreign, absent] = [
      await stage.desk.get(`/approvals/${asked.id}`).expect(404),
      await stage.desk.get(`/approvals/${unknown.id}`).expect(404),
    ];
    expect({ ...(foreign.body as Problem), instance: '' }).toEqual({ ...(absent.body as Problem), instance: '' });
  });

  it('does not decide on a withdrawn request, nor on a version since edited', async () => {
    const [withdrawn, edited] = [await stage.ask(), await stage.ask()];
    await stage.withdraw(withdrawn);
    await stage.ask({ subjectId: edited.subjectId, version: 2 });
    expect(refusalsOf(await stage.decide([withdrawn, edited]))).toEqual([
      ['withdrawn', null],
      ['edited_since', null],
    ]);
    await stage.settle();
    expect([await stage.effects(withdrawn), await stage.effects(edited)]).toEqual([[], []]);
  });

  it('does not decide with what was seen before a transfer, neither end of it', async () => {
    const asked = await stage.ask();
    await stage.desk.post(`/approvals/${asked.id}/transfer`, { toId: stage.colleague.id, revision: 1 }).expect(204);
    expect(refusalsOf(await stage.decide([asked]))).toEqual([['not_assigned', null]]);
    expect(refusalsOf(await stage.decide([asked], {}, stage.colleagueDesk))).toEqual([['edited_since', null]]);
  });

  it('does not undo what somebody else decided', async () => {
    const asked = await stage.ask();
    const { batchId } = await stage.decide([asked]);
    await stage.colleagueDesk.post(`/approvals/decisions/${batchId}/undo`).expect(404);
    await stage.desk.post(`/approvals/decisions/${randomUUID()}/undo`).expect(404);
    await stage.settle();
    expect(await stage.effects(asked)).toEqual(['effect.approve']);
  });

  it('decides on a hundred at a time, not on 101, and on none of them twice', async () => {
    const requests = Array.from({ length: 101 }, () => ({ id: randomUUID(), revision: 1 }));
    const send = (some: object[]) => stage.desk.post('/approvals/decisions', { requests: some, outcome: 'approve' });
    expect((await send(requests).expect(400)).body).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: [{ path: '/requests', rule: 'arrayMaxSize' }],
    });
    expect((await send(requests.slice(1)).expect(200)).body).toMatchObject({ decided: [] });
    const [first] = requests as [{ id: string; revision: number }];
    const twice = [first, { id: first.id.toUpperCase(), revision: 1 }];
    expect((await send(twice).expect(400)).body).toMatchObject({ fields: [{ rule: 'arrayUnique' }] });
  });

  it.each([
    ['another list', ['2026-09-07T00:00:00.000Z']],
    ['a day that does not exist', ['2026-99-99T00:00:00Z', randomUUID()]],
    ['a thirtieth of February', ['2026-02-30T00:00:00Z', randomUUID()]],
    ['no id', ['2026-09-07T00:00:00Z', `' OR 1=1`]],
    ['nothing at all', null],
  ])('does not go on from the cursor of %s', async (_, key) => {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
    for (const state of ['pending', 'done']) {
      const answer = await stage.desk.get(`/approvals?state=${state}&cursor=${cursor}`).expect(400);
      expect(answer.body).toMatchObject({ code: 'REQUEST_INVALID' });
    }
  });

  it('whose role was taken away decides on nothing', async () => {
    const asked = await stage.ask();
    await stage.harness.database.query('DELETE FROM role_grants WHERE person_id = $1', [stage.approver.id]);
    stage.harness.clock.advance({ seconds: 5 });
    const desk = await stage.callerOf(stage.approver);
    await desk.post('/approvals/decisions', { requests: [asked], outcome: 'approve' }).expect(403);
    await desk.get(`/approvals/${asked.id}`).expect(403);
  });
});

describe('two at once', () => {
  it('decide: one is first, and the other is told who', async () => {
    await stage.desk
      .post('/approvals/deputies', {
        ...{ deputyId: stage.colleague.id, fromAt: '2026-09-06T00:00:00Z', untilAt: '2026-09-08T00:00:00Z' },
      })
      .expect(201);
    for (let round = 0; round < 10; round += 1) {
      const asked = await stage.ask();
      const reject = { outcome: 'reject', reason: 'not_allowed_now' } as const;
      const answers = await Promise.all([stage.decide([asked]), stage.decide([asked], reject, stage.colleagueDesk)]);
      const winner = answers.findIndex(({ decided }) => decided.length === 1);
      expect(answers.map(({ decided }) => decided.length).sort()).toEqual([0, 1]);
      expect(refusalsOf(answers[1 - winner] as DecisionAnswer)).toEqual([
        ['already_handled', winner === 0 ? '主审' : '同事'],
      ]);
      await stage.settle();
      expect(await stage.effects(asked)).toEqual([winner === 0 ? 'effect.approve' : 'effect.reject']);
    }
  });

  it('withdraw and approve: one of them happens', async () => {
    for (let round = 0; round < 10; round += 1) {
      const asked = await stage.ask();
      const [answer, withdrawn] = await Promise.all([
        stage.decide([asked]),
        stage.withdraw(asked).then(
          () => true,
          () => false,
        ),
      ]);
      expect(answer.decided.length === 1).toBe(!withdrawn);
      expect(refusalsOf(answer)).toEqual(withdrawn ? [['withdrawn', null]] : []);
      await stage.settle();
      expect(await stage.effects(asked)).toEqual(withdrawn ? [] : ['effect.approve']);
    }
  });
});
