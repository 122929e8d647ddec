import type { StrandedRequest } from '@shared/approval';
import type { NoticePage } from '@shared/notice';
import type { Page } from '@shared/paging';
import type { ExpectedLine } from '@shared/return';
import { createGate } from '../gate-factories';
import { refused, ReturnStage, type Member } from '../return-stage';

const stage = new ReturnStage();
let cardStaff: Member;

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  cardStaff = await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] });
});
afterAll(() => stage.close());

const setState = async ({ person }: Member, state: 'left' | 'suspended'): Promise<void> => {
  await cardStaff.phone.put(`/people/${person.id}/state`, { state }).expect(204);
};
const leave = async (member: Member): Promise<void> => {
  await setState(member, 'left');
  await stage.harness.runJobs();
};
const stateOf = async (
  table: 'return_applications' | 'leaving_applications' | 'temporary_passes',
  { person }: Member,
): Promise<string> => {
  const [row]: { state: string }[] = await stage.harness.database.query(
    `SELECT state FROM ${table} WHERE person_id = $1`,
    [person.id],
  );
  return row?.state ?? '';
};
const askToLeave = async (member: Member): Promise<void> => {
  const input = { leavesAt: '2026-09-07T10:00:00.000Z', destination: '包头', reason: '回家' };
  await member.phone.post('/leavings', { ...input, approverId: stage.counsellor.person.id }).expect(201);
};
const askForPass = async (member: Member): Promise<void> => {
  const gateIds = [await createGate(stage.harness, stage.school)];
  const input = { reason: '看病', gateIds, startsAt: '2026-09-07T06:00:00.000Z', endsAt: '2026-09-07T10:00:00.000Z' };
  await member.phone.post('/temporary-passes', { ...input, approverId: stage.counsellor.person.id }).expect(201);
};
const expected = async (): Promise<string[]> =>
  ((await stage.administrator.phone.get('/return-arrivals').expect(200)).body as Page<ExpectedLine>).items.map(
    ({ personId }) => personId,
  );
const tallied = async (): Promise<number> =>
  ((await stage.administrator.phone.get('/return-arrivals/tally?day=2026-09-10').expect(200)).body as { items: [] })
    .items.length;

describe('somebody who leaves the school', () => {
  it('is no longer waited for: what they asked for is taken back', async () => {
    await stage.submitted();
    await askToLeave(stage.student);
    await askForPass(stage.student);
    expect((await stage.inbox()).items).toHaveLength(3);
    await leave(stage.student);
    expect((await stage.inbox()).items).toEqual([]);
    expect([
      await stateOf('return_applications', stage.student),
      await stateOf('leaving_applications', stage.student),
      await stateOf('temporary_passes', stage.student),
    ]).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  it('is not expected from that moment on, nor is whoever is suspended', async () => {
    await stage.approved();
    const other = await stage.member();
    await stage.approved(other);
    expect([(await expected()).length, await tallied()]).toEqual([2, 1]);
    await setState(other, 'suspended');
    expect(await expected()).toEqual([stage.student.person.id]);
    await setState(stage.student, 'left');
    expect([await expected(), await tallied()]).toEqual([[], 0]);
    await stage.harness.runJobs();
    expect(await stateOf('return_applications', stage.student)).toBe('withdrawn');
    expect(await stateOf('return_applications', other)).toBe('approved');
  });

  it('is withdrawn after a decision that stands has taken effect', async () => {
    await stage.submitted();
    await stage.decide();
    await leave(stage.student);
    expect(await stateOf('return_applications', stage.student)).toBe('submitted');
    stage.harness.clock.advance({ minutes: 1 });
    await stage.harness.runJobs();
    expect(await stateOf('return_applications', stage.student)).toBe('withdrawn');
  });

  it('keeps what is over', async () => {
    await stage.arrive(await stage.approved()).expect(200);
    await leave(stage.student);
    expect(await stateOf('return_applications', stage.student)).toBe('arrived');
  });
});

describe('an approver who leaves the school', () => {
  const stranded = async (member = stage.administrator): Promise<StrandedRequest[]> =>
    ((await member.phone.get('/approval-requests?assignee=inactive').expect(200)).body as Page<StrandedRequest>).items;
  const notices = async (): Promise<NoticePage['items']> =>
    ((await stage.student.phone.get('/notices').expect(200)).body as NoticePage).items;

  it('leaves requests whose applicants are told, and which hand in to another', async () => {
    const sent = await stage.submitted();
    await leave(stage.counsellor);
    expect(await notices()).toMatchObject([
      { kind: 'approval.approver_left', params: { kind: 'return', subjectId: sent.id } },
    ]);
    const { approvers } = await stage.desk();
    expect(approvers.map(({ personId }) => personId)).toEqual([stage.colleague.person.id]);
    const saved = await stage.save(sent, { ...sent.draft, approverId: stage.colleague.person.id });
    await stage.send(saved).expect(200);
    expect((await stage.inbox(stage.colleague)).items).toHaveLength(1);
    expect(await stranded()).toEqual([]);
  });

  it('leaves requests that an administrator finds and hands over', async () => {
    await stage.submitted();
    await askToLeave(stage.student);
    expect(await stranded()).toEqual([]);
    await leave(stage.counsellor);
    const found = await stranded();
    expect(found).toMatchObject([
      { kind: 'return', person: { personId: stage.student.person.id } },
      { kind: 'leaving', assignee: { personId: stage.counsellor.person.id } },
    ]);
    for (const { id } of found) {
      const wish = { toId: stage.colleague.person.id };
      await stage.administrator.phone.put(`/approval-requests/${id}/assignee`, wish).expect(204);
    }
    expect(await stranded()).toEqual([]);
    await refused(stage.colleague.phone.get('/approval-requests?assignee=inactive'), 'PERMISSION_DENIED');
    await refused(stage.administrator.phone.get('/approval-requests'), 'REQUEST_INVALID');
  });

  it('is found when suspended, or no counsellor any more', async () => {
    await stage.submitted();
    await setState(stage.counsellor, 'suspended');
    expect(await stranded()).toHaveLength(1);
    await stage.harness.database.query(`UPDATE people SET state = 'active' WHERE id = $1`, [
      stage.counsellor.person.id,
    ]);
    expect(await stranded()).toEqual([]);
    await stage.harness.database.query('DELETE FROM role_grants WHERE person_id = $1', [stage.counsellor.person.id]);
    expect(await stranded()).toHaveLength(1);
  });

  it('is listed page by page, losing and doubling none', async () => {
    await stage.submitted();
    await stage.harness.database.query(
      `INSERT INTO approval_requests (school_id, id, kind, subject_id, subject_version, applicant_id, assignee_id, state,
         triage, triage_reasons, facts, submitted_at)
       SELECT school_id, gen_random_uuid(), kind, gen_random_uuid(), subject_version, applicant_id, assignee_id, state,
         triage, triage_reasons, facts, submitted_at FROM approval_requests, generate_series(1, 64)`,
    );
    await leave(stage.counsellor);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/approval-requests?assignee=inactive${cursor && `&cursor=${cursor}`}`;
      const page = (await stage.administrator.phone.get(path).expect(200)).body as Page<StrandedRequest>;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([65, 65]);
  });
});
