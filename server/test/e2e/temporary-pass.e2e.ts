import { randomUUID } from 'node:crypto';
import type { TemporaryPassDesk, TemporaryPassInput, TemporaryPassPage, TemporaryPassView } from '@shared/pass';
import { Outbox } from '../../src/common/outbox';
import { TemporaryPassService } from '../../src/temporary-pass/temporary-pass.service';
import { createSchool } from '../factories';
import { createBuilding, createGate } from '../gate-factories';
import { refused, ReturnStage } from '../return-stage';

const stage = new ReturnStage();
let southGate: string;
let library: string;

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  southGate = await createGate(stage.harness, stage.school, { name: 'South gate' });
  library = await createGate(stage.harness, stage.school, {
    ...{ name: 'Library door', important: false },
    buildingId: await createBuilding(stage.harness, stage.school),
  });
});
afterAll(() => stage.close());

/** in the afternoon of the campus */
const STARTS_AT = '2026-09-07T06:00:00.000Z';
const ENDS_AT = '2026-09-07T10:00:00.000Z';

const input = (change: Partial<TemporaryPassInput> = {}): TemporaryPassInput => ({
  ...{ reason: '看病', gateIds: [southGate], startsAt: STARTS_AT, endsAt: ENDS_AT },
  approverId: stage.counsellor.person.id,
  ...change,
});
const post = (change: Partial<TemporaryPassInput> = {}, key: string = randomUUID()) =>
  stage.student.phone.post('/temporary-passes', input(change), key);
const ask = async (change: Partial<TemporaryPassInput> = {}): Promise<TemporaryPassView> =>
  (await post(change).expect(201)).body as TemporaryPassView;
const list = async (query = ''): Promise<TemporaryPassPage> =>
  (await stage.student.phone.get(`/temporary-passes${query}`).expect(200)).body as TemporaryPassPage;
const desk = async (): Promise<TemporaryPassDesk> =>
  (await stage.student.phone.get('/temporary-passes/desk').expect(200)).body as TemporaryPassDesk;
const undoTimeOver = (): void => stage.harness.clock.advance({ seconds: 10 });
const approved = async (change: Partial<TemporaryPassInput> = {}): Promise<TemporaryPassView> => {
  const view = await ask(change);
  await stage.decide();
  undoTimeOver();
  return view;
};
const noticeKinds = async (): Promise<string[]> => {
  const rows: { kind: string }[] = await stage.harness.database.query(
    'SELECT kind FROM notices WHERE person_id = $1 ORDER BY id',
    [stage.student.person.id],
  );
  return rows.map(({ kind }) => kind);
};
const later = async (instant: string): Promise<void> => {
  stage.harness.clock.set(instant);
  stage.student = await stage.as(stage.student.person);
};

describe('a temporary pass', () => {
  it('is asked for from what the desk offers: gates, important ones first, and the own approver', async () => {
    await createGate(stage.harness, stage.school, { name: 'Closed down', removedAt: new Date() });
    await createGate(stage.harness, await createSchool(stage.harness, { code: 'elsewhere' }));
    const { gates, preselectedApproverId, limits } = await desk();
    expect(gates).toMatchObject([
      { id: southGate, important: true, building: null },
      { id: library, important: false, building: { name: { en: 'Library' } } },
    ]);
    expect(preselectedApproverId).toBe(stage.counsellor.person.id);
    expect(limits).toEqual({ longestDays: 7, aheadDays: 30, mostGates: 10, mostCurrent: 20 });
    expect(await ask({ gateIds: [library, southGate] })).toMatchObject({
      ...{ state: 'submitted', reason: '看病', startsAt: STARTS_AT, endsAt: ENDS_AT, settlesAt: null },
      gates: [
        { id: library, name: { en: 'Library door' } },
        { id: southGate, name: { en: 'Main, South gate' } },
      ],
      approver: { personId: stage.counsellor.person.id },
    });
  });

  it('is read by its approver, and approved with many others where nothing speaks against it', async () => {
    await ask();
    await ask({ endsAt: '2026-09-07T15:00:00Z' });
    await ask({ endsAt: '2026-09-09T06:00:00Z' });
    const { items, counts } = await stage.inbox();
    expect(counts).toEqual({ clean: 1, needs_look: 2 });
    expect(items.map(({ kind, triageReasons }) => [kind, triageReasons])).toEqual([
      ['temporary_pass', []],
      ['temporary_pass', ['at_night']],
      ['temporary_pass', ['long_window']],
    ]);
    const { body } = await stage.counsellor.phone.get(`/approvals/${items[0]?.id}`).expect(200);
    const facts = [
      { key: 'window', type: 'span', from: STARTS_AT, until: ENDS_AT },
      { key: 'gates', type: 'words', value: { zh: '主校区South gate（中）', en: 'Main, South gate' } },
      { key: 'reason', type: 'text', value: '看病' },
    ];
    expect([items[0]?.facts, (body as { facts: unknown }).facts]).toEqual([facts, facts]);
  });

  it('opens its gates inside its window only, from the instant of its approval on', async () => {
    const passes = stage.harness.get(TemporaryPassService);
    const opens = (at: string, gateId = southGate, personId = stage.student.person.id): Promise<boolean> =>
      passes.coveringAt(stage.school.id, personId, gateId, new Date(at));
    await ask({ startsAt: '2026-09-07T00:00:00.000Z' });
    await stage.decide();
    const effectiveAt = new Date(stage.harness.clock.now().getTime() + 10_000);
    expect(await opens(STARTS_AT)).toBe(false);
    undoTimeOver();
    // the first who asks settles it, no job has run
    expect(await opens(effectiveAt.toISOString())).toBe(true);
    expect(await opens(new Date(effectiveAt.getTime() - 1).toISOString())).toBe(false);
    expect(await opens('2026-09-07T09:59:59.999Z')).toBe(true);
    expect(await opens(ENDS_AT)).toBe(false);
    expect(await opens(STARTS_AT, library)).toBe(false);
    expect(await opens(STARTS_AT, southGate, stage.counsellor.person.id)).toBe(false);
  });

  it('opens nothing once it is withdrawn, and waits for nobody then', async () => {
    const { id } = await approved();
    expect((await list()).items).toMatchObject([{ state: 'approved' }]);
    const { body } = await stage.student.phone.post(`/temporary-passes/${id}/withdrawal`).expect(200);
    expect(body).toMatchObject({ state: 'withdrawn' });
    const passes = stage.harness.get(TemporaryPassService);
    expect(await passes.coveringAt(stage.school.id, stage.student.person.id, southGate, new Date(STARTS_AT))).toBe(
      false,
    );
    const waiting = await ask();
    await stage.student.phone.post(`/temporary-passes/${waiting.id}/withdrawal`).expect(200);
    expect((await stage.inbox()).items).toEqual([]);
  });

  it('stands among the current ones while it waits or can be used, afterwards among the past ones', async () => {
    const { id } = await approved();
    const next = await ask({ startsAt: '2026-09-07T05:00:00.000Z' });
    expect((await list()).items.map((view) => view.id)).toEqual([next.id, id]);
    expect((await list('?list=past')).items).toEqual([]);
    await later(ENDS_AT);
    expect((await list()).items.map((view) => view.id)).toEqual([next.id]);
    expect((await list('?list=past')).items).toMatchObject([{ id, state: 'approved' }]);
  });

  it('is listed page by page', async () => {
    const { harness, school, student, counsellor } = stage;
    await harness.database.query(
      `INSERT INTO temporary_passes (school_id, id, person_id, state, reason, gate_ids, starts_at, ends_at, approver_id,
         submitted_at, updated_at)
       SELECT $1, gen_random_uuid(), $2, 'rejected', n::text, ARRAY[$3::uuid], $5::timestamptz + make_interval(hours => n / 2),
         $5::timestamptz + interval '3 days', $4, $5, $5 FROM generate_series(1, 35) n`,
      [school.id, student.person.id, southGate, counsellor.person.id, STARTS_AT],
    );
    const first = await list('?list=past');
    const second = await list(`?list=past&cursor=${first.nextCursor}`);
    const reasons = [...first.items, ...second.items].map(({ reason }) => Number(reason));
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 5, null]);
    expect(new Set(reasons).size).toBe(35);
    const starts = [...first.items, ...second.items].map(({ startsAt }) => startsAt);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  it('is corrected and asked for again, to whoever has it now', async () => {
    const { id } = await ask();
    await stage.decide({ outcome: 'return', reason: 'reason_unclear', comment: '去哪家医院' });
    expect((await list()).items).toMatchObject([{ state: 'submitted', settlesAt: expect.any(String) }]);
    undoTimeOver();
    expect((await list()).items).toMatchObject([
      { state: 'returned', settlesAt: null, correction: { reason: 'reason_unclear', comment: '去哪家医院' } },
    ]);
    const { body } = await stage.student.phone
      .put(`/temporary-passes/${id}`, input({ reason: '校医院复诊' }))
      .expect(200);
    expect(body).toMatchObject({ id, state: 'submitted', reason: '校医院复诊', correction: null });
    const [line] = (await stage.inbox()).items;
    expect(line).toMatchObject({ triageReasons: ['corrected'] });
    const wish = { toId: stage.colleague.person.id, revision: line?.revision };
    await stage.counsellor.phone.post(`/approvals/${line?.id}/transfer`, wish).expect(204);
    expect((await list()).items[0]).toMatchObject({ approver: { personId: stage.colleague.person.id } });
    await stage.student.phone
      .put(`/temporary-passes/${id}`, input({ approverId: stage.colleague.person.id }))
      .expect(200);
  });

  it('tells its applicant what became of it', async () => {
    await approved();
    await ask();
    await stage.decide({ outcome: 'return', reason: 'other', comment: '写清楚' });
    undoTimeOver();
    await ask();
    await stage.decide({ outcome: 'reject', reason: 'not_allowed_now' });
    undoTimeOver();
    await stage.harness.runJobs();
    expect(await noticeKinds()).toEqual([
      'temporary_pass.approved',
      'temporary_pass.returned',
      'temporary_pass.rejected',
    ]);
  });

  it('is asked for once by a phone that repeats itself', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => post({}, key)));
    expect(new Set(answers.map(({ body }) => (body as TemporaryPassView).id)).size).toBe(1);
    await refused(post({ reason: '取快递' }, key), 'IDEMPOTENCY_KEY_REUSED');
  });

  it('is forgotten a month after its end, with what its approver saw', async () => {
    await approved();
    const forget = async (): Promise<number[]> => {
      const { harness, school } = stage;
      await harness.get(Outbox).add(harness.database.manager, 'temporary_pass.forget', { schoolId: school.id });
      await harness.runJobs();
      const rows: { n: number }[] = await harness.database.query(
        ['temporary_passes', 'approval_requests', 'approval_decisions']
          .map((table) => `SELECT count(*)::int AS n FROM ${table}`)
          .join(' UNION ALL '),
      );
      return rows.map(({ n }) => n);
    };
    stage.harness.clock.set('2026-10-07T10:00:00Z');
    expect(await forget()).toEqual([1, 1, 1]);
    stage.harness.clock.set('2026-10-07T10:00:01Z');
    expect(await forget()).toEqual([0, 0, 0]);
  });
});

describe('a temporary pass is refused', () => {
  it('for a gate that is not open here, a window that cannot be, an approver who is not offered, no words', async () => {
    const elsewhere = await createGate(stage.harness, await createSchool(stage.harness, { code: 'elsewhere' }));
    const gone = await createGate(stage.harness, stage.school, { removedAt: new Date() });
    for (const gateIds of [[elsewhere], [gone], [randomUUID()], [southGate, gone]]) {
      const { fields } = await refused(post({ gateIds }), 'REQUEST_INVALID');
      expect(fields).toEqual([{ path: '/gateIds', rule: 'known' }]);
    }
    await refused(post({ gateIds: [] }), 'REQUEST_INVALID');
    await refused(post({ gateIds: [southGate, southGate.toUpperCase()] }), 'REQUEST_INVALID');
    const { fields } = await refused(post({ endsAt: STARTS_AT }), 'REQUEST_INVALID');
    expect(fields).toEqual([{ path: '/endsAt', rule: 'minimum', limit: STARTS_AT }]);
    await refused(post({ approverId: stage.student.person.id }), 'APPROVER_NOT_OFFERED');
    await refused(post({ reason: '  ' }), 'REQUEST_INVALID');
    await refused(stage.student.phone.get('/temporary-passes?cursor=x'), 'REQUEST_INVALID');
    expect((await list()).items).toEqual([]);
  });

  it('where its state does not allow it, and while a decision stands', async () => {
    const { id } = await ask();
    const change = () => stage.student.phone.put(`/temporary-passes/${id}`, input());
    const withdrawal = () => stage.student.phone.post(`/temporary-passes/${id}/withdrawal`);
    await stage.decide();
    await refused(change(), 'APPROVAL_NOT_PENDING');
    await refused(withdrawal(), 'APPROVAL_NOT_PENDING');
    undoTimeOver();
    const { details } = await refused(change(), 'TEMPORARY_PASS_STATE_CONFLICT');
    expect(details).toEqual({ state: 'approved' });
    await later(ENDS_AT);
    expect((await refused(withdrawal(), 'TEMPORARY_PASS_STATE_CONFLICT')).details).toEqual({ state: 'over' });
  });

  it('to whoever has twenty that wait or can be used, and after fifty versions', async () => {
    const { id } = await ask();
    await stage.harness.database.query('UPDATE temporary_passes SET version = 50 WHERE id = $1', [id]);
    await refused(stage.student.phone.put(`/temporary-passes/${id}`, input()), 'TOO_MANY_REQUESTS');
    await stage.harness.database.query(
      `INSERT INTO temporary_passes (school_id, id, person_id, state, reason, gate_ids, starts_at, ends_at, approver_id,
         submitted_at, updated_at)
       SELECT school_id, gen_random_uuid(), person_id, state, reason, gate_ids, starts_at, ends_at, approver_id,
         submitted_at, updated_at FROM temporary_passes, generate_series(1, 19)`,
    );
    await refused(post(), 'TOO_MANY_REQUESTS');
  });

  it('to whoever asks for more than twenty at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => post()));
    const asked = answers.filter(({ status }) => status === 201);
    expect(asked).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('to everybody but its applicant', async () => {
    const { id } = await ask();
    const { phone } = await stage.member();
    await refused(phone.put(`/temporary-passes/${id}`, input()), 'NOT_FOUND');
    await refused(phone.post(`/temporary-passes/${id}/withdrawal`), 'NOT_FOUND');
    expect((await phone.get('/temporary-passes').expect(200)).body).toMatchObject({ items: [], nextCursor: null });
  });
});
