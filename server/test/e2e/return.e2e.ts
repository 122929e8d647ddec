import { randomUUID } from 'node:crypto';
import type { ApprovalView } from '@shared/approval';
import type { CheckInForm } from '@shared/check-in';
import type { HomeView } from '@shared/home';
import type { NoticePage } from '@shared/notice';
import type { Page } from '@shared/paging';
import type { ExpectedLine, ReturnVersionView, ReturnView } from '@shared/return';
import type { UploadView } from '@shared/upload';
import { asCaller, FEVERISH } from '../check-in-factories';
import { createPerson, createUnit } from '../factories';
import { Phone } from '../identity-steps';
import { AT_CAMPUS, refused, ReturnStage, SLOTS, type Member } from '../return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const home = async (member = stage.student): Promise<HomeView> =>
  (await member.phone.get('/home').expect(200)).body as HomeView;
const opened = async (): Promise<ApprovalView> => {
  const [line] = (await stage.inbox()).items;
  return (await stage.counsellor.phone.get(`/approvals/${line?.id}`).expect(200)).body as ApprovalView;
};

describe('a student returns', () => {
  it('finds everything in one call: campuses, form, slots, approvers with the own one preselected', async () => {
    const desk = await stage.desk();
    expect(desk).toMatchObject({
      campaign: { id: stage.campaignId },
      homeCampusId: stage.school.campusId,
      slots: SLOTS,
      preselectedApproverId: stage.counsellor.person.id,
      unitNotice: null,
      application: null,
    });
    expect(desk.campuses).toHaveLength(2);
    expect(desk.approvers.map(({ personId }) => personId)).toEqual([
      stage.counsellor.person.id,
      stage.colleague.person.id,
    ]);
    expect((await home()).return).toEqual({ state: 'none', returnsAt: null });
  });

  it('keeps a draft, hands it in, is approved, and is on the campus only after arriving', async () => {
    const begun = await stage.begin();
    expect(begun).toMatchObject({ state: 'draft', version: 0, draft: { campusId: stage.school.campusId } });
    const saved = await stage.save(begun, { origin: '包头', transport: 'train' });
    expect(saved).toMatchObject({ state: 'draft', revision: 2, draft: { origin: '包头' } });
    const full = await stage.save(saved, await stage.goodDraft());
    expect(full.evidence.itinerary).toMatchObject({ slot: 'itinerary', addresses: { photo: expect.any(String) } });
    const sent = (await stage.send(full).expect(200)).body as ReturnView;
    expect(sent).toMatchObject({ state: 'submitted', version: 1, approver: { personId: stage.counsellor.person.id } });
    expect(await home(stage.counsellor)).toMatchObject({ approvals: { pending: 1 } });
    await stage.decide();
    expect(await stage.read(sent.id)).toMatchObject({ state: 'submitted', settlesAt: expect.any(String) });
    stage.harness.clock.advance({ seconds: 10 });
    expect(await stage.read(sent.id)).toMatchObject({ state: 'approved', settlesAt: null, arrival: null });
    expect(await stage.presence()).toBe('off_campus');
    expect((await home()).return).toEqual({ state: 'approved', returnsAt: '2026-09-10T04:00:00.000Z' });

    const arrived = (await stage.arrive(sent).expect(200)).body as ReturnView;
    expect(arrived).toMatchObject({ state: 'arrived', arrival: { means: 'location', campus: { en: 'Main' } } });
    expect(await home()).toMatchObject({ return: null, person: { presence: 'on_campus' } });
    const form = (await stage.student.phone.get('/check-ins/form').expect(200)).body as CheckInForm;
    const [window] = await stage.harness.database.query('SELECT form_key FROM check_in_windows WHERE id = $1', [
      form.window.id,
    ]);
    expect(window).toEqual({ form_key: 'on_campus_morning' });
    const notices = (await stage.student.phone.get('/notices').expect(200)).body as NoticePage;
    expect(notices.items.map(({ kind }) => kind)).toEqual(['return.arrived', 'pass.created', 'return.approved']);
  });

  it('finds the slot of a photo empty again that was taken away', async () => {
    const draft = await stage.goodDraft();
    const { id } = await stage.save(await stage.begin(), draft);
    await stage.harness.request
      .delete(`/api/v1/uploads/${draft.evidence?.green_code?.uploadId}`)
      .set('authorization', stage.student.bearer)
      .expect(204);
    const view = await stage.read(id);
    expect([Object.keys(view.evidence), Object.keys(view.draft.evidence ?? {})]).toEqual([
      ['itinerary'],
      ['itinerary'],
    ]);
  });

  it('corrects the one slot that was returned, and both versions stay and compare', async () => {
    const first = await stage.submitted();
    await stage.decide({ outcome: 'return', reason: 'photo_unreadable', comment: '看不清', slots: ['green_code'] });
    stage.harness.clock.advance({ seconds: 10 });
    const returned = await stage.read(first.id);
    expect(returned).toMatchObject({
      state: 'returned',
      correction: { reason: 'photo_unreadable', comment: '看不清', slots: ['green_code'] },
    });
    const draft = { ...returned.draft, seat: '06F' };
    draft.evidence = {
      ...draft.evidence,
      green_code: { uploadId: (await stage.upload('green_code')).id, paper: null },
    };
    const sent = (await stage.send(await stage.save(returned, draft)).expect(200)).body as ReturnView;
    expect(sent).toMatchObject({ state: 'submitted', version: 2, correction: null });
    const { items } = (await stage.student.phone.get(`/returns/${first.id}/versions`).expect(200)).body as {
      items: ReturnVersionView[];
    };
    expect(items.map(({ version, content }) => [version, content.seat])).toEqual([
      [2, '06F'],
      [1, '05A'],
    ]);
    const request = await opened();
    expect(request.triageReasons).toEqual(['corrected']);
    expect(request.photos.map(({ slot, changed }) => [slot, changed])).toEqual([
      ['green_code', true],
      ['itinerary', false],
    ]);
    expect(request.earlier.map(({ version }) => version)).toEqual([1]);
    // both open what was handed in before, whatever took its place; nobody else does
    const before = request.earlier[0]?.photos.find(({ slot }) => slot === 'green_code');
    const own = items[1]?.evidence.green_code;
    expect([before?.uploadId, own?.id]).toEqual([first.draft.evidence?.green_code?.uploadId, before?.uploadId]);
    const open = (path: string | undefined, bearer: string) =>
      stage.harness.request.get(path ?? '').set('authorization', bearer);
    await open(before?.addresses.photo, stage.counsellor.bearer).expect(200);
    await open(own?.addresses.photo, stage.student.bearer).expect(200);
    await stage.colleague.phone.get(`/uploads/${before?.uploadId}`).expect(404);
  });

  it('exchanges two photos that were handed in the wrong way round', async () => {
    const [code, list] = [await stage.picture(), await stage.picture()];
    const put = async (slot: string, picture: Buffer): Promise<string> =>
      ((await stage.photo(slot, picture).expect(201)).body as UploadView).id;
    const first = await stage.submitted(stage.student, {
      evidence: {
        green_code: { uploadId: await put('green_code', list), paper: null },
        itinerary: { uploadId: await put('itinerary', code), paper: 'operator_a' },
      },
    });
    await stage.decide({ outcome: 'return', reason: 'photo_outdated', slots: ['green_code', 'itinerary'] });
    stage.harness.clock.advance({ seconds: 10 });
    const returned = await stage.read(first.id);
    await refused(stage.photo('green_code', code), 'UPLOAD_DUPLICATE');
    const emptied = await stage.save(returned, { ...returned.draft, evidence: {} });
    const sent = await stage.save(emptied, {
      ...returned.draft,
      evidence: {
        green_code: { uploadId: await put('green_code', code), paper: null },
        itinerary: { uploadId: await put('itinerary', list), paper: 'operator_a' },
      },
    });
    await stage.send(sent).expect(200);
  });

  it('may begin anew after a rejection, which the home page tells', async () => {
    const { id } = await stage.submitted();
    await stage.decide({ outcome: 'reject', reason: 'not_allowed_now' });
    stage.harness.clock.advance({ seconds: 10 });
    expect(await stage.read(id)).toMatchObject({ state: 'rejected', correction: { reason: 'not_allowed_now' } });
    expect((await home()).return).toMatchObject({ state: 'rejected' });
    expect((await stage.begin()).id).not.toBe(id);
  });

  it('takes an application back, and the approver no longer sees it', async () => {
    const { id } = await stage.submitted();
    const { body } = await stage.student.phone.post(`/returns/${id}/withdrawal`).expect(200);
    expect(body).toMatchObject({ state: 'withdrawn' });
    expect((await stage.inbox()).items).toEqual([]);
    expect((await home()).return).toMatchObject({ state: 'none' });
  });

  it('hands in again while it waits: the approver sees the new version', async () => {
    const first = await stage.submitted();
    const changed = await stage.save(first, { ...first.draft, origin: '乌海' });
    await stage.send(changed).expect(200);
    const { items } = await stage.inbox();
    expect(items).toHaveLength(1);
    expect(items[0]?.facts).toContainEqual({ key: 'origin', type: 'text', value: '乌海' });
  });

  it('gets the same answer to the same submission, handed in once', async () => {
    const saved = await stage.save(await stage.begin(), await stage.goodDraft());
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => stage.send(saved, stage.student, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => (body as ReturnView).version))).toEqual(new Set([1]));
    expect((await stage.inbox()).items).toHaveLength(1);
  });

  it('leaves one draft of many begun at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => stage.student.phone.post('/returns')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });
});

describe('an approver looks', () => {
  it('reads the words of the answers and sees the photos, which nobody else may', async () => {
    await stage.submitted();
    const request = await opened();
    expect(request).toMatchObject({ triage: 'clean', triageReasons: [] });
    expect(request.facts).toEqual(
      expect.arrayContaining([
        { key: 'returnsAt', type: 'instant', value: '2026-09-10T04:00:00.000Z' },
        { key: 'transport', type: 'words', value: { zh: '火车', en: 'Train' } },
        expect.objectContaining({ key: 'answer', value: expect.objectContaining({ en: 'Temperature: 36.5 ℃' }) }),
      ]),
    );
    const [photo] = request.photos;
    const get = (bearer: string) =>
      stage.harness.request.get(photo?.addresses.photo ?? '').set('authorization', bearer);
    await get(stage.counsellor.bearer).expect(200);
    await get(stage.colleague.bearer).expect(403);
    await get(stage.administrator.bearer).expect(403);
    const { uploadId = '' } = photo ?? {};
    await stage.counsellor.phone.get(`/uploads/${uploadId}`).expect(200);
    await stage.colleague.phone.get(`/uploads/${uploadId}`).expect(404);
    await stage.administrator.phone.get(`/uploads/${uploadId}`).expect(404);
  });

  it('is told why an application needs a look', async () => {
    await stage.submitted(stage.student, {
      answers: FEVERISH,
      returnsAt: '2026-09-07T12:00:00.000Z',
      approverId: stage.colleague.person.id,
    });
    const [line] = (await stage.inbox(stage.colleague)).items;
    expect(line).toMatchObject({
      triage: 'needs_look',
      triageReasons: ['answers_abnormal', 'short_notice', 'wrong_unit'],
    });
  });

  it('undoes within ten seconds: the applicant may change it again', async () => {
    const sent = await stage.submitted();
    const { batchId } = await stage.decide();
    await stage.counsellor.phone.post(`/approvals/decisions/${batchId}/undo`).expect(200);
    stage.harness.clock.advance({ seconds: 11 });
    expect(await stage.read(sent.id)).toMatchObject({ state: 'submitted', settlesAt: null });
    await stage.student.phone.post(`/returns/${sent.id}/withdrawal`).expect(200);
  });
});

describe('an application that was handed over', () => {
  const handOver = async (): Promise<Member> => {
    const far = await stage.counsellorOf(await createUnit(stage.harness, stage.school, { kind: 'college' }));
    const [line] = (await stage.inbox()).items;
    const wish = { toId: far.person.id, revision: line?.revision, note: '外院学生' };
    await stage.counsellor.phone.post(`/approvals/${line?.id}/transfer`, wish).expect(204);
    return far;
  };
  const expectedBy = async (member: Member): Promise<string[]> =>
    ((await member.phone.get('/return-arrivals').expect(200)).body as Page<ExpectedLine>).items.map(
      ({ personId }) => personId,
    );

  it('stays with its new approver: returned, corrected, approved and confirmed', async () => {
    await stage.submitted();
    const far = await handOver();
    const moved = await stage.desk();
    expect(moved.approvers.map(({ personId }) => personId)).toContain(far.person.id);
    expect(moved.preselectedApproverId).toBe(stage.counsellor.person.id);
    await stage.decide({ outcome: 'return', reason: 'answers_unclear' }, far);
    stage.harness.clock.advance({ seconds: 10 });
    const returned = (await stage.desk()).application as ReturnView;
    expect(returned).toMatchObject({
      state: 'returned',
      approver: { personId: far.person.id },
      draft: { approverId: far.person.id },
    });
    await stage.send(await stage.save(returned, { ...returned.draft, seat: '06F' })).expect(200);
    expect((await stage.inbox()).items).toEqual([]);
    await stage.decide({}, far);
    stage.harness.clock.advance({ seconds: 10 });
    const { id } = await stage.read(returned.id);
    expect(await expectedBy(far)).toEqual([stage.student.person.id]);
    await far.phone.post(`/return-arrivals/${id}/confirmation`).expect(200);
    expect(await stage.presence()).toBe('on_campus');
  });

  it('is no longer expected by the approver of before, unless they follow the person', async () => {
    await stage.submitted(stage.student, { approverId: stage.colleague.person.id });
    const [line] = (await stage.inbox(stage.colleague)).items;
    const wish = { toId: stage.counsellor.person.id, revision: line?.revision };
    await stage.colleague.phone.post(`/approvals/${line?.id}/transfer`, wish).expect(204);
    await stage.decide();
    stage.harness.clock.advance({ seconds: 10 });
    const { application } = await stage.desk();
    expect(application).toMatchObject({ state: 'approved', approver: { personId: stage.counsellor.person.id } });
    expect([await expectedBy(stage.colleague), await expectedBy(stage.counsellor)]).toEqual([
      [],
      [stage.student.person.id],
    ]);
  });

  it('tells a phone that holds the draft of before, and leaves another choice in a draft alone', async () => {
    const sent = await stage.submitted();
    await handOver();
    await refused(
      stage.student.phone.put(`/returns/${sent.id}/draft`, { draft: sent.draft, revision: sent.revision }),
      'RETURN_DRAFT_CHANGED',
    );
    const other = await stage.member();
    const waiting = await stage.submitted(other);
    await stage.save(waiting, { ...waiting.draft, approverId: stage.colleague.person.id }, other);
    await handOver();
    expect((await stage.desk(other)).application?.draft.approverId).toBe(stage.colleague.person.id);
  });
});

describe('a freshman without a card', () => {
  it('signs in with the initial password, applies, is approved and arrives', async () => {
    const person = await createPerson(stage.harness, stage.school, { state: 'admitted', unitId: stage.classUnit.id });
    const phone = new Phone(stage.harness);
    const { accessToken } = await phone.tokens(phone.firstSignIn(stage.school, person));
    const bearer = `Bearer ${accessToken}`;
    const freshman = { person, bearer, phone: asCaller(stage.harness, bearer) };
    const sent = await stage.submitted(freshman);
    await stage.decide();
    stage.harness.clock.advance({ seconds: 10 });
    const arrived = (await stage.arrive(sent, AT_CAMPUS, freshman).expect(200)).body as ReturnView;
    expect(arrived.state).toBe('arrived');
    expect(await stage.presence(freshman)).toBe('on_campus');
  });
});
