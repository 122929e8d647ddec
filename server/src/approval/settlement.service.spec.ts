import { ApprovalStage } from '../../test/approval-stage';
import { Settlement } from './settlement.service';

const stage = new ApprovalStage();
const settlement = (): Settlement => stage.harness.get(Settlement);
const decisionOf = async (requestId: string): Promise<string> => {
  const [row]: { id: string }[] = await stage.harness.database.query(
    'SELECT id FROM approval_decisions WHERE request_id = $1 AND undone_at IS NULL',
    [requestId],
  );
  return row?.id ?? '';
};

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

describe('a decision settles', () => {
  it('once, however often jobs and reads come by at the same time', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    const decisionId = await decisionOf(asked.id);
    stage.harness.clock.advance({ seconds: 10 });
    const { id: schoolId } = stage.school;
    await Promise.all([
      ...Array.from({ length: 3 }, () => settlement().settleDecision(schoolId, decisionId)),
      ...Array.from({ length: 3 }, () => stage.approvals.settleDue(schoolId, 'return', asked.subjectId)),
      stage.desk.get(`/approvals/${asked.id}`).expect(200),
    ]);
    expect(await stage.effects(asked)).toEqual(['effect.approve']);
    const trail = await stage.trail(asked);
    expect(trail.filter((action) => action !== 'approval.read')).toEqual(['approval.approve', 'approval.settle']);
  });

  it('not before its time: the job comes again', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    await expect(settlement().settleDecision(stage.school.id, await decisionOf(asked.id))).rejects.toThrow('undone');
    await stage.approvals.settleDue(stage.school.id, 'return', asked.subjectId);
    expect(await stage.effects(asked)).toEqual([]);
  });

  it('whole or not at all: when the effect fails, nothing has happened and the job comes again', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    stage.kinds.return.failing = true;
    await stage.settle();
    expect(await stage.effects(asked)).toEqual([]);
    expect(await stage.trail(asked)).toEqual(['approval.approve']);
    stage.kinds.return.failing = false;
    stage.harness.clock.advance({ seconds: 60 });
    await stage.harness.runJobs();
    expect(await stage.effects(asked)).toEqual(['effect.approve']);
  });

  it('by the first read after the instant, when no job ran', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    stage.harness.clock.advance({ seconds: 10 });
    const view = await stage.desk.get(`/approvals/${asked.id}`).expect(200);
    expect(view.body).toMatchObject({ state: 'approved', facts: [{ key: 'origin' }], assignee: '主审' });
    expect(await stage.effects(asked)).toEqual(['effect.approve']);
  });
});

describe('while a decision stands', () => {
  it('the request takes no new version and is not withdrawn', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    const refusal = { code: 'APPROVAL_NOT_PENDING', facts: { details: { settlesAt: '2026-09-07T00:00:10.000Z' } } };
    await expect(stage.withdraw(asked)).rejects.toMatchObject(refusal);
    await expect(stage.ask({ subjectId: asked.subjectId, version: 2 })).rejects.toMatchObject(refusal);
    expect(await stage.approvals.standingOf(stage.school.id, 'return', asked.subjectId)).toEqual({
      settlesAt: new Date('2026-09-07T00:00:10Z'),
    });
  });

  it('its kind finds it locked until the instant, and settled from then on', async () => {
    const asked = await stage.ask();
    await stage.decide([asked]);
    const lock = (): Promise<unknown> =>
      stage.harness.database.transaction((tx) => stage.approvals.lock(tx, stage.school.id, 'return', asked.subjectId));
    expect(await lock()).toEqual({ requestId: asked.id, revision: 1, settlesAt: new Date('2026-09-07T00:00:10Z') });
    stage.harness.clock.advance({ seconds: 10 });
    expect(await lock()).toBeNull();
    expect(await stage.effects(asked)).toEqual(['effect.approve']);
  });
});

describe('a request', () => {
  it('is given a new revision by each version, and opened anew when the last one was returned', async () => {
    const first = await stage.ask({ triageReasons: ['short_notice'] });
    const second = await stage.ask({ subjectId: first.subjectId, version: 2 });
    expect(second).toEqual({ ...first, revision: 2 });
    await stage.decide([second], { outcome: 'return', reason: 'photo_outdated' });
    await stage.settle();
    const third = await stage.ask({ subjectId: first.subjectId, version: 3, triageReasons: ['corrected'] });
    expect(third.id).not.toBe(first.id);
    expect((await stage.inbox()).items).toMatchObject([{ id: third.id, revision: 1, triageReasons: ['corrected'] }]);
  });

  it('is nobody else’s to handle, and stays the approver’s when it is closed', async () => {
    const asked = await stage.ask();
    const callerOf = (personId: string) =>
      ({ schoolId: stage.school.id, personId, roles: ['member', 'counsellor'] }) as Parameters<
        typeof stage.approvals.isHandledBy
      >[0];
    const handles = (personId: string): Promise<boolean> =>
      stage.approvals.isHandledBy(callerOf(personId), 'return', asked.subjectId);
    expect([await handles(stage.approver.id), await handles(stage.colleague.id)]).toEqual([true, false]);
    expect(await stage.approvals.pendingOf(callerOf(stage.approver.id))).toBe(1);
    await stage.decide([asked]);
    await stage.settle();
    expect([await handles(stage.approver.id), await handles(stage.applicant.id)]).toEqual([true, false]);
    expect(await stage.approvals.pendingOf(callerOf(stage.approver.id))).toBe(0);
  });
});
