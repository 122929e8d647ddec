import { randomUUID } from 'node:crypto';
import type { UploadView } from '@shared/upload';
import { createCampaign } from '../check-in-factories';
import { createSchool } from '../factories';
import { AT_CAMPUS, refused, ReturnStage } from '../return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

describe('an application is refused', () => {
  it('where no campaign asks for it', async () => {
    await stage.harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    stage.harness.clock.advance({ seconds: 5 });
    await refused(stage.student.phone.get('/returns/desk'), 'CAMPAIGN_NONE');
    await refused(stage.student.phone.post('/returns'), 'CAMPAIGN_NONE');
  });

  it('while another one is open', async () => {
    await stage.begin();
    await refused(stage.student.phone.post('/returns'), 'RETURN_ALREADY_OPEN');
  });

  it('when another phone has changed the draft, at saving and at handing in', async () => {
    const begun = await stage.begin();
    const saved = await stage.save(begun, await stage.goodDraft());
    const problem = await refused(
      stage.student.phone.put(`/returns/${begun.id}/draft`, { draft: {}, revision: begun.revision }),
      'RETURN_DRAFT_CHANGED',
    );
    expect(problem.details).toEqual({ revision: saved.revision });
    await refused(stage.send(begun), 'RETURN_DRAFT_CHANGED');
  });

  it('with everything named that is missing', async () => {
    const begun = await stage.begin();
    const problem = await refused(stage.send(begun), 'RETURN_INCOMPLETE');
    expect(problem.fields?.map(({ path }) => path)).toEqual([
      ...['/returnsAt', '/transport', '/origin', '/answers', '/approverId'],
      ...['/evidence/green_code', '/evidence/itinerary'],
    ]);
  });

  it('without a required slot, and with a paper that nobody knows', async () => {
    const draft = await stage.goodDraft();
    const { itinerary } = draft.evidence ?? {};
    const saved = await stage.save(await stage.begin(), {
      ...draft,
      evidence: { itinerary: { uploadId: itinerary?.uploadId ?? '', paper: 'operator_z' } },
    });
    const problem = await refused(stage.send(saved), 'RETURN_INCOMPLETE');
    expect(problem.fields).toEqual([
      { path: '/evidence/green_code', rule: 'required' },
      { path: '/evidence/itinerary/paper', rule: 'enum' },
    ]);
  });

  it('with answers that the form does not take', async () => {
    const draft = await stage.goodDraft();
    const saved = await stage.save(await stage.begin(), { ...draft, answers: { ...draft.answers, temperature: 500 } });
    const problem = await refused(stage.send(saved), 'ANSWERS_INVALID');
    expect(problem.fields).toMatchObject([{ path: '/temperature', rule: 'maximum' }]);
  });

  it('with answers and slots that were not asked', async () => {
    const { id, revision } = await stage.begin();
    const put = (draft: object) => stage.student.phone.put(`/returns/${id}/draft`, { draft, revision });
    await refused(put({ answers: { secret: 'x' } }), 'REQUEST_INVALID');
    const photo = { uploadId: (await stage.upload('green_code')).id, paper: null };
    await refused(put({ evidence: { invented: photo } }), 'REQUEST_INVALID');
    await refused(put({ state: 'approved' }), 'REQUEST_INVALID');
  });

  it("with somebody else's photo, whether it is known or not, with one answer", async () => {
    const other = await stage.member();
    const theirs = await stage.upload('green_code', other);
    const { id, revision } = await stage.begin();
    const put = (uploadId: string) =>
      stage.student.phone.put(`/returns/${id}/draft`, {
        draft: { evidence: { green_code: { uploadId, paper: null } } },
        revision,
      });
    const known = await refused(put(theirs.id), 'EVIDENCE_UNKNOWN');
    const unknown = await refused(put(randomUUID()), 'EVIDENCE_UNKNOWN');
    expect(known.fields).toEqual([{ path: '/evidence/green_code', rule: 'own' }]);
    expect({ ...known, instance: '' }).toEqual({ ...unknown, instance: '' });
  });

  it('with a photo that was taken away since it was saved', async () => {
    const draft = await stage.goodDraft();
    const saved = await stage.save(await stage.begin(), draft);
    await stage.harness.request
      .delete(`/api/v1/uploads/${draft.evidence?.green_code?.uploadId}`)
      .set('authorization', stage.student.bearer)
      .expect(204);
    const { fields } = await refused(stage.send(saved), 'EVIDENCE_UNKNOWN');
    expect(fields).toEqual([{ path: '/evidence/green_code', rule: 'own' }]);
  });

  it('with the very photo of another slot, at uploading and at handing in', async () => {
    const picture = await stage.picture();
    const first = (await stage.photo('green_code', picture).expect(201)).body as UploadView;
    // nothing is saved yet: the phone is told when it hands in
    const second = (await stage.photo('itinerary', picture).expect(201)).body as UploadView;
    const saved = await stage.save(await stage.begin(), {
      ...(await stage.goodDraft()),
      evidence: {
        green_code: { uploadId: first.id, paper: null },
        itinerary: { uploadId: second.id, paper: 'operator_a' },
      },
    });
    const { fields } = await refused(stage.send(saved), 'UPLOAD_DUPLICATE');
    expect(new Set(fields?.map(({ path }) => path))).toEqual(new Set(['/evidence/green_code', '/evidence/itinerary']));
    const { details } = await refused(stage.photo('certificate', picture), 'UPLOAD_DUPLICATE');
    expect(details).toEqual({ slot: 'green_code' });
  });

  it('to an approver who is not offered: a student, a counsellor of another college, oneself', async () => {
    const elsewhere = await stage.member({
      ...{ kind: 'staff', unitId: stage.school.rootUnitId },
      roles: [],
    });
    let saved = await stage.begin();
    for (const approverId of [elsewhere.person.id, stage.student.person.id]) {
      saved = await stage.save(saved, { ...(await stage.goodDraft()), approverId });
      await refused(stage.send(saved), 'APPROVER_NOT_OFFERED');
    }
  });

  it('for a time that has passed', async () => {
    const saved = await stage.save(await stage.begin(), {
      ...(await stage.goodDraft()),
      returnsAt: '2026-09-06T00:00:00.000Z',
    });
    const problem = await refused(stage.send(saved), 'RETURN_INCOMPLETE');
    expect(problem.fields).toEqual([{ path: '/returnsAt', rule: 'future' }]);
  });

  it('to be changed or taken back while a decision stands', async () => {
    const sent = await stage.submitted();
    await stage.decide();
    const problem = await refused(stage.send(sent), 'APPROVAL_NOT_PENDING');
    expect(problem.details).toEqual({ settlesAt: expect.any(String) });
    await refused(stage.student.phone.post(`/returns/${sent.id}/withdrawal`), 'APPROVAL_NOT_PENDING');
    const save = (phone = stage.student.phone) =>
      phone.put(`/returns/${sent.id}/draft`, { draft: { seat: '09F' }, revision: sent.revision });
    await refused(save(), 'APPROVAL_NOT_PENDING');
    await refused(save((await stage.member()).phone), 'NOT_FOUND');
    stage.harness.clock.advance({ seconds: 10 });
    await refused(save(), 'RETURN_STATE_CONFLICT');
    expect((await stage.read(sent.id)).draft.seat).toBe('05A');
  });

  it('to be edited, handed in or taken back where its state does not allow it', async () => {
    const approved = await stage.approved();
    const { id, revision } = approved;
    const problem = await refused(
      stage.student.phone.put(`/returns/${id}/draft`, { draft: {}, revision }),
      'RETURN_STATE_CONFLICT',
    );
    expect(problem.details).toEqual({ state: 'approved' });
    await refused(stage.send(approved), 'RETURN_STATE_CONFLICT');
    await stage.student.phone.post(`/returns/${id}/withdrawal`).expect(200);
    await refused(stage.student.phone.post(`/returns/${id}/withdrawal`), 'RETURN_STATE_CONFLICT');
    await refused(stage.arrive({ id }, AT_CAMPUS), 'RETURN_STATE_CONFLICT');
  });

  it('to everybody but its applicant', async () => {
    const { id, revision } = await stage.submitted();
    const other = await stage.member();
    const { phone } = other;
    await refused(phone.put(`/returns/${id}/draft`, { draft: {}, revision }), 'NOT_FOUND');
    await refused(phone.post(`/returns/${id}/submission`, { revision }), 'NOT_FOUND');
    await refused(phone.post(`/returns/${id}/withdrawal`), 'NOT_FOUND');
    await refused(phone.get(`/returns/${id}/versions`), 'NOT_FOUND');
    await refused(phone.post(`/returns/${id}/arrival`, AT_CAMPUS), 'NOT_FOUND');
  });

  it('under a key that stood for another one, and without a key', async () => {
    const saved = await stage.save(await stage.begin(), await stage.goodDraft());
    const key = randomUUID();
    await stage.send(saved, stage.student, key).expect(200);
    await refused(stage.send({ ...saved, revision: 99 }, stage.student, key), 'IDEMPOTENCY_KEY_REUSED');
    await refused(
      stage.student.phone.post(`/returns/${saved.id}/submission`, { revision: 9 }, ''),
      'IDEMPOTENCY_KEY_MISSING',
    );
  });
});

describe('an approver is refused', () => {
  it('after the applicant took it back, and on a version that was edited since', async () => {
    const first = await stage.submitted();
    const [stale] = (await stage.inbox()).items;
    const requests = [{ id: stale?.id ?? '', revision: stale?.revision ?? 0 }];
    const again = await stage.send(await stage.save(first, { ...first.draft, seat: '07C' }));
    expect((await stage.decide({ requests })).refused).toMatchObject([{ reason: 'edited_since' }]);
    await stage.student.phone.post(`/returns/${(again.body as { id: string }).id}/withdrawal`).expect(200);
    expect((await stage.decide({ requests })).refused).toMatchObject([{ reason: 'withdrawn' }]);
  });
});

describe('what a school sets up is refused', () => {
  it('with approvers who are no counsellors, or of another school', async () => {
    const put = (approverIds: string[]) =>
      stage.administrator.phone.put(`/approver-rules/${stage.college.id}`, { approverIds, notice: null });
    const problem = await refused(put([stage.counsellor.person.id, stage.student.person.id]), 'APPROVER_RULE_INVALID');
    expect(problem.fields).toEqual([{ path: '/approverIds/1', rule: 'counsellor' }]);
    await refused(put([]), 'REQUEST_INVALID');
    await refused(
      stage.administrator.phone.put(`/approver-rules/${randomUUID()}`, {
        approverIds: [stage.counsellor.person.id],
        notice: null,
      }),
      'NOT_FOUND',
    );
    await refused(stage.administrator.phone.get(`/approver-rules/${stage.college.id}`), 'NOT_FOUND');
  });

  it('with slots that cannot be told apart, and for a campaign that has ended', async () => {
    const words = { zh: '字', en: 'words' };
    const slot = { key: 'one', title: words, help: words, required: true, papers: [], sample: 'code' };
    const put = (id: string, items: object[]) =>
      stage.administrator.phone.put(`/campaigns/${id}/evidence-slots`, { items });
    await refused(put(stage.campaignId, [slot, slot]), 'EVIDENCE_SLOTS_INVALID');
    const ended = await createCampaign(stage.harness, stage.school, { state: 'ended' });
    await refused(put(ended, [slot]), 'CAMPAIGN_STATE_CONFLICT');
    await refused(put(randomUUID(), [slot]), 'NOT_FOUND');
  });

  it('for the campus of another school', async () => {
    const other = await createSchool(stage.harness);
    await refused(stage.administrator.phone.put(`/campuses/${other.campusId}/circles`, { items: [] }), 'NOT_FOUND');
    await refused(stage.administrator.phone.get(`/campuses/${other.campusId}/circles`), 'NOT_FOUND');
  });
});
