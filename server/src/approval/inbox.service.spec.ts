import type { ApprovalInbox } from '@shared/approval';
import { ApprovalStage, type Asked } from '../../test/approval-stage';

const stage = new ApprovalStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const idsOf = ({ items }: ApprovalInbox): string[] => items.map(({ id }) => id);

/** One after the other, a second apart. */
const askFor = async (count: number): Promise<Asked[]> => {
  const asked: Asked[] = [];
  for (let n = 0; n < count; n += 1) {
    asked.push(await stage.ask());
    stage.harness.clock.advance({ ms: 1 });
  }
  return asked;
};

describe('the inbox', () => {
  it('lists what waits, the oldest first, page by page', async () => {
    const asked = await askFor(205);
    const first = await stage.inbox();
    const second = await stage.inbox(`?cursor=${first.nextCursor}`);
    const third = await stage.inbox(`?cursor=${second.nextCursor}`);
    expect([first, second, third].map(({ items }) => items.length)).toEqual([100, 100, 5]);
    expect([first, second, third].flatMap(idsOf)).toEqual(asked.map(({ id }) => id));
    expect(third.nextCursor).toBeNull();
    expect(first.counts).toEqual({ clean: 205, needs_look: 0 });
  });

  it('shows who asks for what, and why it needs a look', async () => {
    await stage.ask({ triageReasons: ['short_notice', 'photo_old'] });
    expect((await stage.inbox()).items).toEqual([
      {
        ...{ id: expect.any(String) as string, kind: 'return', state: 'pending', revision: 1 },
        person: {
          ...{ personId: stage.applicant.id, number: stage.applicant.number },
          ...{ name: expect.any(String) as string, unit: expect.any(Object) as object },
        },
        ...{ triage: 'needs_look', triageReasons: ['short_notice', 'photo_old'] },
        facts: [{ key: 'origin', type: 'text', value: 'here' }],
        ...{ submittedAt: '2026-09-07T00:00:00.000Z', decision: null },
      },
    ]);
  });

  it('is filtered by triage and kind; the counts are of the kind, whatever the triage', async () => {
    const clean = await stage.ask();
    const look = await stage.ask({ triageReasons: ['corrected'] });
    const leaving = await stage.ask({ kind: 'leaving' });
    expect(idsOf(await stage.inbox('?triage=clean'))).toEqual([clean.id, leaving.id]);
    expect(idsOf(await stage.inbox('?triage=needs_look'))).toEqual([look.id]);
    expect(idsOf(await stage.inbox('?kind=leaving'))).toEqual([leaving.id]);
    expect((await stage.inbox('?kind=return&triage=clean')).counts).toEqual({ clean: 1, needs_look: 1 });
    expect((await stage.inbox()).counts).toEqual({ clean: 2, needs_look: 1 });
  });

  it('lists what was done, the latest first, in the same place before and after it settles', async () => {
    const [one, two, three] = (await askFor(3)) as [Asked, Asked, Asked];
    await stage.decide([two]);
    stage.harness.clock.advance({ seconds: 1 });
    await stage.decide([one], { outcome: 'reject', reason: 'not_allowed_now' });
    expect(idsOf(await stage.inbox('?state=done'))).toEqual([one.id, two.id]);
    await stage.settle();
    expect(idsOf(await stage.inbox('?state=done'))).toEqual([one.id, two.id]);
    await stage.withdraw(three);
    const done = await stage.inbox('?state=done');
    expect(done.items.map(({ id, state }) => [id, state])).toEqual([
      [three.id, 'withdrawn'],
      [one.id, 'rejected'],
      [two.id, 'approved'],
    ]);
    expect(done.items[1]?.decision).toMatchObject({ outcome: 'reject', reason: 'not_allowed_now', decidedBy: '主审' });
  });

  it('turns the pages of what was done', async () => {
    const asked = await askFor(130);
    await stage.decide(asked.slice(0, 100));
    await stage.settle();
    await stage.decide(asked.slice(100));
    const first = await stage.inbox('?state=done');
    const second = await stage.inbox(`?state=done&cursor=${first.nextCursor}`);
    expect([first.items.length, second.items.length]).toEqual([100, 30]);
    expect(new Set([...idsOf(first), ...idsOf(second)])).toEqual(new Set(asked.map(({ id }) => id)));
  });

  it('asks the database twice for a page and once for a request', async () => {
    const [asked] = (await askFor(3)) as [Asked];
    const cost = async (ask: () => Promise<unknown>): Promise<number> => {
      await ask();
      const before = stage.statements();
      await ask();
      return stage.statements() - before;
    };
    expect(await cost(() => stage.inbox())).toBe(2);
    expect(await cost(() => stage.inbox('?state=done'))).toBe(2);
    expect(await cost(() => stage.desk.get(`/approvals/${asked.id}`).expect(200))).toBe(1);
  });
});

describe('a deputy', () => {
  const appoint = (fromAt: string, untilAt: string) =>
    stage.desk.post('/approvals/deputies', { deputyId: stage.colleague.id, fromAt, untilAt });

  it('decides for the approver within the time, and no longer', async () => {
    const asked = await stage.ask();
    await appoint('2026-09-07T01:00:00Z', '2026-09-07T02:00:00Z').expect(201);
    const sees = async (instant: string): Promise<string[]> => {
      stage.harness.clock.set(instant);
      return idsOf(await stage.inbox('', await stage.callerOf(stage.colleague)));
    };
    expect(await sees('2026-09-07T00:59:59Z')).toEqual([]);
    expect(await sees('2026-09-07T01:00:00Z')).toEqual([asked.id]);
    const desk = await stage.callerOf(stage.colleague);
    expect((await stage.decide([asked], {}, desk)).decided).toEqual([asked.id]);
    expect(await sees('2026-09-07T02:00:00Z')).toEqual([]);
    stage.harness.clock.set('2026-09-07T01:00:05Z');
    const answer = await stage.decide([asked], {}, await stage.callerOf(stage.approver));
    expect(answer.refused).toEqual([{ id: asked.id, reason: 'already_handled', handledBy: '同事' }]);
  });

  it('is ended at once', async () => {
    await stage.ask();
    const { body } = await appoint('2026-09-06T01:00:00Z', '2026-09-09T02:00:00Z').expect(201);
    expect((await stage.inbox('', stage.colleagueDesk)).items).toHaveLength(1);
    const { id } = body as { id: string };
    await stage.colleagueDesk.delete(`/approvals/deputies/${id}`).expect(404);
    await stage.desk.delete(`/approvals/deputies/${id}`).expect(204);
    await stage.desk.delete(`/approvals/deputies/${id}`).expect(404);
    expect((await stage.inbox('', stage.colleagueDesk)).items).toEqual([]);
    expect((await stage.desk.get('/approvals/deputies').expect(200)).body).toEqual({ items: [] });
    expect(await stage.trail({ id })).toEqual(['deputy.appoint', 'deputy.end']);
  });

  it('is a counsellor of the school, and there are ten at most', async () => {
    const [from, until] = ['2026-09-06T01:00:00Z', '2026-09-09T02:00:00Z'];
    const rule = async (deputyId: string): Promise<unknown> => {
      const { body } = await stage.desk.post('/approvals/deputies', { deputyId, fromAt: from, untilAt: until });
      return (body as { details?: { rule: string } }).details?.rule;
    };
    expect(await rule(stage.applicant.id)).toBe('not_offered');
    expect(await rule(stage.approver.id)).toBe('oneself');
    for (let n = 0; n < 10; n += 1) {
      expect(await rule(stage.colleague.id)).toBeUndefined();
    }
    expect(await rule(stage.colleague.id)).toBe('too_many');
    await appoint(until, from).expect(422);
  });
});
