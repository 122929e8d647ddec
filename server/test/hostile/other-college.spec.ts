import { randomUUID } from 'node:crypto';
import type { ApprovalView, DecisionAnswer } from '@shared/approval';
import type { Page } from '@shared/paging';
import type { ExpectedLine } from '@shared/return';
import { createUnit, type TestUnit } from '../factories';
import { refused, ReturnStage, type Member } from '../return-stage';

/** A counsellor in every respect, of another college: what is not theirs is as if it were not there. */
describe('the counsellor of another college', () => {
  const stage = new ReturnStage();
  let college: TestUnit;
  let far: Member;

  beforeAll(() => stage.open());
  beforeEach(async () => {
    await stage.reset();
    college = await createUnit(stage.harness, stage.school, { kind: 'college' });
    far = await stage.counsellorOf(college);
  });
  afterAll(() => stage.close());

  const requestOf = async (): Promise<ApprovalView> => {
    const [line] = (await stage.inbox()).items;
    return (await stage.counsellor.phone.get(`/approvals/${line?.id}`).expect(200)).body as ApprovalView;
  };
  const unlike = async (path: string): Promise<void> => {
    const [foreign, absent] = [
      await refused(far.phone.get(path.replace('{id}', (await requestOf()).id)), 'NOT_FOUND'),
      await refused(far.phone.get(path.replace('{id}', randomUUID())), 'NOT_FOUND'),
    ];
    expect({ ...foreign, instance: '' }).toEqual({ ...absent, instance: '' });
  };

  it('approves a student of their own college, so that what follows is no lack of a role', async () => {
    const own = await stage.member({ unitId: college.id });
    await stage.submitted(own, { approverId: far.person.id });
    expect((await stage.decide({}, far)).decided).toHaveLength(1);
  });

  it('neither finds nor opens the request', async () => {
    await stage.submitted();
    expect((await stage.inbox(far)).items).toEqual([]);
    expect((await far.phone.get('/approvals?state=done').expect(200)).body).toMatchObject({ items: [] });
    await unlike('/approvals/{id}');
  });

  it('neither decides on it nor takes a decision back', async () => {
    const sent = await stage.submitted();
    const { id, revision } = await requestOf();
    for (const outcome of ['approve', 'return', 'reject']) {
      const body = { requests: [{ id, revision }], outcome, reason: 'answers_unclear' };
      const { decided, refused: refusals } = (await far.phone.post('/approvals/decisions', body).expect(200))
        .body as DecisionAnswer;
      expect([decided, refusals]).toEqual([[], [{ id, reason: 'not_assigned', handledBy: null }]]);
    }
    const { batchId } = await stage.decide();
    await refused(far.phone.post(`/approvals/decisions/${batchId}/undo`), 'NOT_FOUND');
    stage.harness.clock.advance({ seconds: 10 });
    expect((await stage.read(sent.id)).state).toBe('approved');
  });

  it('neither takes it over nor talks to its applicant', async () => {
    await stage.submitted();
    const { id, revision } = await requestOf();
    await refused(
      far.phone.post(`/approvals/${id}/transfer`, { toId: stage.colleague.person.id, revision }),
      'NOT_FOUND',
    );
    await refused(far.phone.post(`/approvals/${id}/comments`, { text: 'hello' }), 'NOT_FOUND');
    await refused(far.phone.put(`/approval-requests/${id}/assignee`, { toId: far.person.id }), 'PERMISSION_DENIED');
    expect(await requestOf()).toMatchObject({ revision, comments: [], transfers: [] });
  });

  it('sees no photo, neither by its id nor by the approver’s address', async () => {
    await stage.submitted();
    const { photos } = await requestOf();
    expect(photos.length).toBeGreaterThan(0);
    for (const { uploadId, addresses } of photos) {
      await refused(far.phone.get(`/uploads/${uploadId}`), 'NOT_FOUND');
      for (const address of [addresses.photo, addresses.thumbnail]) {
        await stage.harness.request.get(address).set('authorization', stage.counsellor.bearer).expect(200);
        await refused(stage.harness.request.get(address).set('authorization', far.bearer), 'UPLOAD_ADDRESS_INVALID');
      }
    }
  });

  it('neither expects the student nor says that they have come', async () => {
    const { id } = await stage.approved();
    for (const query of ['', '?state=arrived', `?unitId=${stage.college.id}`, '?day=2026-09-10']) {
      const { items } = (await far.phone.get(`/return-arrivals${query}`).expect(200)).body as Page<ExpectedLine>;
      expect(items).toEqual([]);
    }
    expect((await far.phone.get('/return-arrivals/tally?day=2026-09-10').expect(200)).body).toEqual({ items: [] });
    await refused(far.phone.post(`/return-arrivals/${id}/confirmation`), 'NOT_FOUND');
    expect(await stage.presence()).toBe('off_campus');
  });
});
