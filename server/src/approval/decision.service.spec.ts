import { randomUUID } from 'node:crypto';
import { ApprovalStage, type Asked } from '../../test/approval-stage';

const stage = new ApprovalStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

describe('a decision', () => {
  it('leaves the inbox at once, and takes effect after ten seconds', async () => {
    const asked = await stage.ask();
    const answer = await stage.decide([asked]);
    expect(answer).toMatchObject({ decided: [asked.id], refused: [], undoUntil: '2026-09-07T00:00:10.000Z' });
    expect((await stage.inbox()).items).toEqual([]);
    expect((await stage.inbox('?state=done')).items).toMatchObject([
      { id: asked.id, state: 'pending', decision: { outcome: 'approve', decidedBy: '主审' } },
    ]);
    expect(await stage.effects(asked)).toEqual([]);
    await stage.settle();
    expect(await stage.effects(asked)).toEqual(['effect.approve']);
    expect((await stage.inbox('?state=done')).items).toMatchObject([{ id: asked.id, state: 'approved' }]);
    expect(await stage.trail(asked)).toEqual(['approval.approve', 'approval.settle']);
  });

  it('is shown as made from its instant on, even when no job ran', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    stage.harness.clock.advance({ seconds: 10 });
    expect((await stage.inbox('?state=done')).items).toMatchObject([{ state: 'approved' }]);
    expect(await stage.effects(asked)).toEqual([]);
  });

  it('stands for each request of a batch by itself, and tells who handled the others', async () => {
    const [fresh, handled, edited, withdrawn] = [
      await stage.ask(),
      await stage.ask(),
      await stage.ask(),
      await stage.ask(),
    ];
    const foreign = await stage.ask({ assignee: stage.colleague });
    await stage.decide([handled], { outcome: 'reject', reason: 'not_allowed_now' });
    await stage.ask({ subjectId: edited.subjectId, version: 2 });
    await stage.withdraw(withdrawn);
    const unknown = { ...fresh, id: randomUUID() };
    const answer = await stage.decide([fresh, handled, edited, withdrawn, foreign, unknown]);
    expect(answer.decided).toEqual([fresh.id]);
    expect(answer.refused).toEqual([
      { id: handled.id, reason: 'already_handled', handledBy: '主审' },
      { id: edited.id, reason: 'edited_since', handledBy: null },
      { id: withdrawn.id, reason: 'withdrawn', handledBy: null },
      { id: foreign.id, reason: 'not_assigned', handledBy: null },
      { id: unknown.id, reason: 'not_assigned', handledBy: null },
    ]);
  });

  it('is not made for oneself', async () => {
    const own = await stage.ask({ applicant: stage.approver, assignee: stage.colleague });
    await stage.colleagueDesk
      .post('/approvals/deputies', {
        ...{ deputyId: stage.approver.id, fromAt: '2026-09-06T00:00:00Z', untilAt: '2026-09-09T00:00:00Z' },
      })
      .expect(201);
    expect((await stage.inbox()).items).toEqual([]);
    await stage.desk.get(`/approvals/${own.id}`).expect(404);
    expect((await stage.decide([own])).refused).toEqual([{ id: own.id, reason: 'own_request', handledBy: null }]);
  });

  it('is the same answer when the phone sends it again', async () => {
    const asked = await stage.ask();
    const body = { requests: [{ id: asked.id, revision: 1 }], outcome: 'approve' };
    const key = randomUUID();
    const [first, second] = [
      await stage.desk.post('/approvals/decisions', body, key).expect(200),
      await stage.desk.post('/approvals/decisions', body, key).expect(200),
    ];
    expect(second.body).toEqual(first.body);
    expect(await stage.trail(asked)).toEqual(['approval.approve']);
  });

  it('takes as many statements for a hundred requests as for one', async () => {
    await stage.inbox();
    const statements = async (count: number): Promise<number> => {
      const asked: Asked[] = [];
      for (let n = 0; n < count; n += 1) {
        asked.push(await stage.ask());
      }
      const before = stage.statements();
      expect((await stage.decide(asked)).decided).toHaveLength(count);
      return stage.statements() - before;
    };
    const one = await statements(1);
    expect(one).toBeGreaterThan(5);
    expect(one).toBeLessThan(16);
    expect(await statements(100)).toBe(one);
  });

  it('of two batches in opposite order never waits in a circle', async () => {
    const asked: Asked[] = [];
    for (let n = 0; n < 20; n += 1) {
      asked.push(await stage.ask());
    }
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => stage.decide(n % 2 ? asked : [...asked].reverse())),
    );
    expect(answers.flatMap(({ decided }) => decided).sort()).toEqual(asked.map(({ id }) => id).sort());
    const refused = answers.flatMap((answer) => answer.refused);
    expect(refused).toHaveLength(7 * 20);
    expect(refused.every(({ reason, handledBy }) => reason === 'already_handled' && handledBy === '主审')).toBe(true);
  });
});

describe('an undo', () => {
  it('brings a whole batch back, and nothing of it takes effect', async () => {
    const [one, two] = [await stage.ask(), await stage.ask()];
    const { batchId } = await stage.decide([one, two]);
    stage.harness.clock.advance({ seconds: 9 });
    const answer = await stage.desk.post(`/approvals/decisions/${batchId}/undo`).expect(200);
    expect(answer.body).toEqual({ undone: [one.id, two.id], tooLate: [] });
    await stage.settle();
    expect((await stage.inbox()).items.map(({ id, decision }) => [id, decision])).toEqual([
      [one.id, null],
      [two.id, null],
    ]);
    expect(await stage.effects(one)).toEqual([]);
    expect(await stage.trail(one)).toEqual(['approval.approve', 'approval.undo']);
  });

  it('takes one request out of a batch and leaves the others', async () => {
    const [one, two] = [await stage.ask(), await stage.ask()];
    const { batchId } = await stage.decide([one, two]);
    const answer = await stage.desk.post(`/approvals/decisions/${batchId}/undo`, { requests: [two.id] }).expect(200);
    expect(answer.body).toEqual({ undone: [two.id], tooLate: [] });
    await stage.settle();
    expect([await stage.effects(one), await stage.effects(two)]).toEqual([['effect.approve'], []]);
  });

  it('comes too late from the instant on, whether or not the decision has settled', async () => {
    const asked = await stage.ask();
    const { batchId } = await stage.decide([asked]);
    stage.harness.clock.advance({ seconds: 10 });
    const late = { undone: [], tooLate: [asked.id] };
    expect((await stage.desk.post(`/approvals/decisions/${batchId}/undo`).expect(200)).body).toEqual(late);
    await stage.harness.runJobs();
    expect((await stage.desk.post(`/approvals/decisions/${batchId}/undo`).expect(200)).body).toEqual(late);
  });

  it('says the same when it is sent again', async () => {
    const asked = await stage.ask();
    const { batchId } = await stage.decide([asked]);
    await stage.desk.post(`/approvals/decisions/${batchId}/undo`).expect(200);
    const again = await stage.desk.post(`/approvals/decisions/${batchId}/undo`).expect(200);
    expect(again.body).toEqual({ undone: [asked.id], tooLate: [] });
    expect(await stage.trail(asked)).toEqual(['approval.approve', 'approval.undo']);
  });

  it('lets the request be decided anew, and each decision take effect by itself', async () => {
    const asked = await stage.ask();
    const { batchId } = await stage.decide([asked]);
    await stage.desk.post(`/approvals/decisions/${batchId}/undo`).expect(200);
    stage.harness.clock.advance({ seconds: 5 });
    await stage.decide([asked], { outcome: 'return', reason: 'photo_unreadable', slots: ['itinerary'] });
    stage.harness.clock.advance({ seconds: 5 });
    // the job of the first decision
    await stage.harness.runJobs();
    expect(await stage.effects(asked)).toEqual([]);
    stage.harness.clock.advance({ seconds: 5 });
    await stage.harness.runJobs();
    expect(await stage.effects(asked)).toEqual(['effect.return']);
  });
});
