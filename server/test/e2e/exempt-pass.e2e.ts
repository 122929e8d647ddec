import { randomUUID } from 'node:crypto';
import type { ApprovalView } from '@shared/approval';
import type { ExemptPassDesk, ExemptPassInput, ExemptPassView, PassView } from '@shared/pass';
import type { UploadView } from '@shared/upload';
import { Outbox } from '../../src/common/outbox';
import { PassService } from '../../src/pass/pass.service';
import { pictureOf } from '../pictures';
import { refused, ReturnStage, type Member } from '../return-stage';
import { sendUpload } from '../upload-factories';

const stage = new ReturnStage();
/** of the staff: exempt by the policy of a new school */
let teacher: Member;
let pictures = 100;

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  teacher = await stage.member({ kind: 'staff' });
});
afterAll(() => stage.close());

const photo = async (member = teacher, purpose = 'id_photo', picture = (pictures += 1)): Promise<string> => {
  const wish = { purpose, slot: purpose };
  const answer = await sendUpload(stage.harness, member.bearer, await pictureOf(picture), wish).expect(201);
  return (answer.body as UploadView).id;
};
const input = async (change: Partial<ExemptPassInput> = {}): Promise<ExemptPassInput> => ({
  ...{ reason: '住在校内，未离校', photoUploadId: change.photoUploadId ?? (await photo()) },
  approverId: stage.counsellor.person.id,
  ...change,
});
const apply = async (change: Partial<ExemptPassInput> = {}): Promise<ExemptPassView> =>
  (await teacher.phone.post('/exempt-passes', await input(change)).expect(201)).body as ExemptPassView;
const desk = async (member = teacher): Promise<ExemptPassDesk> =>
  (await member.phone.get('/exempt-passes/desk').expect(200)).body as ExemptPassDesk;
const pass = async (member = teacher): Promise<PassView> =>
  (await member.phone.get('/pass').expect(200)).body as PassView;
const undoTimeOver = (): void => stage.harness.clock.advance({ seconds: 10 });
const opened = async (): Promise<ApprovalView> => {
  const [line] = (await stage.inbox()).items;
  return (await stage.counsellor.phone.get(`/approvals/${line?.id}`).expect(200)).body as ApprovalView;
};
const read = (address: string | undefined, { bearer }: Member) =>
  stage.harness.request.get(String(address)).set('authorization', bearer);
const count = async (table: string, condition = 'true'): Promise<number> => {
  const [row]: { n: number }[] = await stage.harness.database.query(
    `SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`,
  );
  return row?.n ?? -1;
};
const daily = async (): Promise<void> => {
  const { harness, school } = stage;
  await harness.get(Outbox).add(harness.database.manager, 'exempt_pass.forget', { schoolId: school.id });
  await harness.runJobs();
  await harness.get(Outbox).add(harness.database.manager, 'upload.collect', { schoolId: school.id });
  await harness.runJobs();
};
const endPass = ({ person } = teacher): Promise<void> =>
  stage.harness.database.transaction((tx) => stage.harness.get(PassService).end(tx, stage.school.id, [person.id]));
const later = async (hours: number): Promise<void> => {
  stage.harness.clock.advance({ hours });
  teacher = await stage.as(teacher.person);
};

describe('an exempt pass', () => {
  it('is offered to whom the policy exempts, as long as they have no pass', async () => {
    expect(await desk()).toMatchObject({
      ...{ isOffered: true, application: null, preselectedApproverId: stage.counsellor.person.id },
    });
    expect(await desk(stage.student)).toMatchObject({ isOffered: false });
    const policy = { feverTenths: 373, checkInMaxAgeHours: 36, exemptKinds: [], exemptUnitIds: [stage.classUnit.id] };
    await stage.administrator.phone.put('/pass-policy', policy).expect(200);
    expect(await desk(stage.student)).toMatchObject({ isOffered: true });
  });

  it('is applied for with an ID photo, which the approver sees large and always looks at', async () => {
    const view = await apply();
    expect(view).toMatchObject({ state: 'submitted', reason: '住在校内，未离校', photo: { purpose: 'id_photo' } });
    const { counts } = await stage.inbox();
    expect(counts).toEqual({ clean: 0, needs_look: 1 });
    const request = await opened();
    expect(request).toMatchObject({
      ...{ kind: 'exempt_pass', triageReasons: ['photo_to_check'] },
      facts: [{ key: 'reason', type: 'text', value: '住在校内，未离校' }],
      photos: [{ slot: 'id_photo', uploadId: view.photo?.id, label: { zh: '证件照', en: 'ID photo' } }],
    });
    const answer = await read(request.photos[0]?.addresses.photo, stage.counsellor).expect(200);
    expect(answer.headers['content-type']).toBe('image/jpeg');
  });

  it('shows its photo to its owner and whoever handles the application, by addresses of a minute, and to nobody else', async () => {
    const view = await apply();
    const request = await opened();
    const address = request.photos[0]?.addresses.photo;
    await read(view.photo?.addresses.photo, teacher).expect(200);
    // an address is for whom it was made
    for (const other of [stage.colleague, stage.administrator, stage.student, teacher]) {
      await refused(read(address, other), 'UPLOAD_ADDRESS_INVALID');
    }
    for (const other of [stage.colleague, stage.administrator, stage.student]) {
      await refused(other.phone.get(`/uploads/${view.photo?.id}`), 'NOT_FOUND');
    }
    await stage.counsellor.phone.get(`/uploads/${view.photo?.id}`).expect(200);
    const deputy = {
      deputyId: stage.colleague.person.id,
      fromAt: '2026-09-01T00:00:00Z',
      untilAt: '2026-09-30T00:00:00Z',
    };
    await stage.counsellor.phone.post('/approvals/deputies', deputy).expect(201);
    await stage.colleague.phone.get(`/uploads/${view.photo?.id}`).expect(200);
    stage.harness.clock.advance({ seconds: 60 });
    await refused(read(address, stage.counsellor), 'UPLOAD_ADDRESS_INVALID');
  });

  it('is made by the approval, with the photo on it, and its owner hears of it once', async () => {
    const { id } = await apply();
    expect(await pass()).toMatchObject({ status: 'apply_exempt', exempt: { id, state: 'submitted' } });
    await stage.decide();
    expect((await desk()).application).toMatchObject({ state: 'submitted', settlesAt: expect.any(String) });
    undoTimeOver();
    // the first look settles it, no job has run
    const view = await pass();
    expect(view).toMatchObject({ status: 'valid', exempt: { id, state: 'approved' } });
    expect(await desk()).toMatchObject({ isOffered: false, application: { state: 'approved' } });
    expect(view.photo).not.toBeNull();
    await read(view.photo?.photo, teacher).expect(200);
    await stage.harness.runJobs();
    const rows: { kind: string }[] = await stage.harness.database.query(
      'SELECT kind FROM notices WHERE person_id = $1',
      [teacher.person.id],
    );
    expect(rows).toEqual([{ kind: 'pass.created' }]);
  });

  it('is corrected with another photo; the one before is collected', async () => {
    const first = await apply();
    await stage.decide({ outcome: 'return', reason: 'photo_unreadable', comment: '看不清五官', slots: ['id_photo'] });
    undoTimeOver();
    expect((await desk()).application).toMatchObject({
      ...{ state: 'returned', correction: { reason: 'photo_unreadable', comment: '看不清五官' } },
      photo: { id: first.photo?.id },
    });
    const photoUploadId = await photo();
    const { body } = await teacher.phone.put(`/exempt-passes/${first.id}`, await input({ photoUploadId })).expect(200);
    expect(body).toMatchObject({ state: 'submitted', correction: null, photo: { id: photoUploadId } });
    expect((await opened()).photos).toMatchObject([{ uploadId: photoUploadId }]);
    expect((await stage.inbox()).items[0]).toMatchObject({ triageReasons: ['photo_to_check', 'corrected'] });
    stage.harness.clock.advance({ hours: 25 });
    await daily();
    expect(await count('uploads')).toBe(1);
  });

  it('looks at photos that others handed in as well', async () => {
    const other = await stage.member({ kind: 'staff' });
    const picture = (pictures += 1);
    const mine = await input({ photoUploadId: await photo(teacher, 'id_photo', picture) });
    await teacher.phone.post('/exempt-passes', mine).expect(201);
    const theirs = await input({ photoUploadId: await photo(other, 'id_photo', picture) });
    await other.phone.post('/exempt-passes', theirs).expect(201);
    expect((await stage.inbox()).items.map(({ triageReasons }) => triageReasons.includes('photo_similar'))).toEqual([
      ...[false, true],
    ]);
  });

  it('goes to another approver, who then sees the photo', async () => {
    const view = await apply();
    const [line] = (await stage.inbox()).items;
    const wish = { toId: stage.colleague.person.id, revision: line?.revision };
    await stage.counsellor.phone.post(`/approvals/${line?.id}/transfer`, wish).expect(204);
    expect((await desk()).application?.approver.personId).toBe(stage.colleague.person.id);
    await stage.colleague.phone.get(`/uploads/${view.photo?.id}`).expect(200);
    const again = await input({ photoUploadId: view.photo?.id ?? '', approverId: stage.colleague.person.id });
    await teacher.phone.put(`/exempt-passes/${view.id}`, again).expect(200);
  });

  it('loses its photo when it is withdrawn or rejected', async () => {
    const { id } = await apply();
    const { body } = await teacher.phone.post(`/exempt-passes/${id}/withdrawal`).expect(200);
    expect(body).toMatchObject({ state: 'withdrawn', photo: null });
    expect((await stage.inbox()).items).toEqual([]);
    await apply();
    await stage.decide({ outcome: 'reject', reason: 'not_allowed_now' });
    undoTimeOver();
    expect(await desk()).toMatchObject({ isOffered: true, application: { state: 'rejected', photo: null } });
    stage.harness.clock.advance({ hours: 25 });
    await daily();
    expect(await count('uploads')).toBe(0);
  });

  it('loses its photo a day after the pass has ended, and is forgotten a month later', async () => {
    await apply();
    await stage.decide();
    undoTimeOver();
    await desk();
    await endPass();
    expect(await pass()).toMatchObject({ status: 'apply_exempt', directions: ['out'] });
    await later(23);
    await daily();
    expect([await count('uploads'), (await pass()).photo === null]).toEqual([1, false]);
    await later(2);
    await daily();
    expect([await count('uploads'), (await pass()).photo]).toEqual([0, null]);
    expect(await count('exempt_passes')).toBe(1);
    await later(32 * 24);
    await daily();
    expect([await count('exempt_passes'), await count('approval_requests'), await count('passes')]).toEqual([0, 0, 1]);
  });

  it('keeps the photo of a pass that runs, whatever was applied for later', async () => {
    await apply();
    await stage.decide();
    undoTimeOver();
    await desk();
    await later(40 * 24);
    await daily();
    expect([await count('uploads'), await count('exempt_passes')]).toEqual([1, 1]);
  });

  it('is taken back when its applicant leaves the school', async () => {
    const cardStaff = await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] });
    const { id } = await apply();
    await cardStaff.phone.put(`/people/${teacher.person.id}/state`, { state: 'left' }).expect(204);
    await stage.harness.runJobs();
    expect((await stage.inbox()).items).toEqual([]);
    expect(await count('exempt_passes', `id = '${id}' AND state = 'withdrawn' AND photo_upload_id IS NULL`)).toBe(1);
  });

  it('is applied for once by a phone that repeats itself', async () => {
    const [key, body] = [randomUUID(), await input()];
    const answers = await Promise.all([1, 2, 3].map(() => teacher.phone.post('/exempt-passes', body, key)));
    expect(new Set(answers.map((answer) => (answer.body as ExemptPassView).id)).size).toBe(1);
    await refused(teacher.phone.post('/exempt-passes', { ...body, reason: '别的' }, key), 'IDEMPOTENCY_KEY_REUSED');
  });
});

describe('an exempt pass is refused', () => {
  it('to whoever applies for a return, and to whoever has a pass', async () => {
    const mine = await input({ photoUploadId: await photo(stage.student) });
    const { details } = await refused(stage.student.phone.post('/exempt-passes', mine), 'EXEMPT_PASS_NOT_OFFERED');
    expect(details).toEqual({ status: 'apply_return' });
    await apply();
    await stage.decide();
    undoTimeOver();
    await desk();
    await refused(teacher.phone.post('/exempt-passes', await input()), 'EXEMPT_PASS_NOT_OFFERED');
  });

  it('without an ID photo of one’s own, without words, and by an approver who is not offered', async () => {
    const post = async (change: Partial<ExemptPassInput>) => teacher.phone.post('/exempt-passes', await input(change));
    for (const photoUploadId of [...[randomUUID(), await photo(stage.counsellor), await photo(teacher, 'evidence')]]) {
      await refused(teacher.phone.post('/exempt-passes', await input({ photoUploadId })), 'EVIDENCE_UNKNOWN');
    }
    expect((await post({ reason: ' ' })).body).toMatchObject({ code: 'REQUEST_INVALID' });
    expect((await post({ approverId: teacher.person.id })).body).toMatchObject({ code: 'APPROVER_NOT_OFFERED' });
    // nothing that was refused is kept
    expect(await count('uploads', 'attached_at IS NOT NULL')).toBe(0);
  });

  it('twice at a time, and where its state does not allow it', async () => {
    const { id } = await apply();
    const body = await input();
    const { details } = await refused(teacher.phone.post('/exempt-passes', body), 'EXEMPT_PASS_STATE_CONFLICT');
    expect(details).toEqual({ state: 'open' });
    await stage.decide();
    await refused(teacher.phone.put(`/exempt-passes/${id}`, body), 'APPROVAL_NOT_PENDING');
    await refused(teacher.phone.post(`/exempt-passes/${id}/withdrawal`), 'APPROVAL_NOT_PENDING');
    undoTimeOver();
    await refused(teacher.phone.put(`/exempt-passes/${id}`, body), 'EXEMPT_PASS_STATE_CONFLICT');
    await refused(teacher.phone.post(`/exempt-passes/${id}/withdrawal`), 'EXEMPT_PASS_STATE_CONFLICT');
  });

  it('to everybody but its applicant, and after fifty versions', async () => {
    const { id } = await apply();
    const other = await stage.member({ kind: 'staff' });
    const theirs = await input({ photoUploadId: await photo(other) });
    await refused(other.phone.put(`/exempt-passes/${id}`, theirs), 'NOT_FOUND');
    await refused(other.phone.post(`/exempt-passes/${id}/withdrawal`), 'NOT_FOUND');
    await stage.harness.database.query('UPDATE exempt_passes SET version = 50 WHERE id = $1', [id]);
    await refused(teacher.phone.put(`/exempt-passes/${id}`, await input()), 'TOO_MANY_REQUESTS');
  });
});
