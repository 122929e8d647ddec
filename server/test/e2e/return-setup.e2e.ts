import type { ApproverRuleView, EvidenceSlot } from '@shared/return';
import { ReturnStage, SLOTS } from '../return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const NOTICE = { zh: '请选辅导员甲', en: 'Choose counsellor A' };
const setRule = (unitId: string, approverIds: string[], notice: object | null = null) =>
  stage.administrator.phone.put(`/approver-rules/${unitId}`, { approverIds, notice }).expect(200);
const offered = async (): Promise<string[]> => (await stage.desk()).approvers.map(({ personId }) => personId);

describe('a unit sets its approvers', () => {
  it('and its list and notice stand for the unit and those below it', async () => {
    const { colleague, college } = stage;
    const rule = (await setRule(college.id, [colleague.person.id], NOTICE)).body as ApproverRuleView;
    expect(rule).toMatchObject({ unitId: college.id, notice: NOTICE, approvers: [{ personId: colleague.person.id }] });
    expect(await stage.desk()).toMatchObject({
      approvers: [{ personId: colleague.person.id }],
      preselectedApproverId: colleague.person.id,
      unitNotice: NOTICE,
    });
    await stage.submitted(stage.student, { approverId: colleague.person.id });
    expect((await stage.inbox(colleague)).items[0]).toMatchObject({ triage: 'clean' });
  });

  it('and the nearest rule wins; without it the one above does, then the counsellors', async () => {
    const { colleague, counsellor, college, classUnit, school } = stage;
    await setRule(college.id, [colleague.person.id]);
    await setRule(classUnit.id, [counsellor.person.id, colleague.person.id]);
    expect(await offered()).toEqual([counsellor.person.id, colleague.person.id]);
    const remove = (id: string) =>
      stage.harness.request
        .delete(`/api/v1/approver-rules/${id}`)
        .set('authorization', stage.administrator.bearer)
        .expect(204);
    await remove(classUnit.id);
    expect(await offered()).toEqual([colleague.person.id]);
    await remove(college.id);
    expect(await offered()).toEqual([counsellor.person.id, colleague.person.id]);
    const { body } = await stage.administrator.phone.get('/approver-rules').expect(200);
    expect(body).toEqual({ items: [] });
    expect(school.id).toBeTruthy();
  });

  it('and a list of people who have all left falls back to the counsellors, with the notice', async () => {
    const { colleague, counsellor, college } = stage;
    await setRule(college.id, [colleague.person.id], NOTICE);
    await stage.harness.database.query(`UPDATE people SET state = 'left' WHERE id = $1`, [colleague.person.id]);
    expect(await stage.desk()).toMatchObject({
      approvers: [{ personId: counsellor.person.id }],
      unitNotice: NOTICE,
    });
  });

  it('and nobody is offered as approver of their own application', async () => {
    const { counsellor, college } = stage;
    await setRule(college.id, [counsellor.person.id]);
    expect((await stage.desk(counsellor)).approvers.map(({ personId }) => personId)).not.toContain(
      counsellor.person.id,
    );
  });
});

describe('a campaign asks for photos', () => {
  it('in the order of its list, which changes as a whole', async () => {
    const path = `/campaigns/${stage.campaignId}/evidence-slots`;
    const turned = [...SLOTS].reverse();
    await stage.administrator.phone.put(path, { items: turned }).expect(200);
    const { items } = (await stage.administrator.phone.get(path).expect(200)).body as { items: EvidenceSlot[] };
    expect(items).toEqual(turned);
    expect((await stage.desk()).slots).toEqual(turned);
  });

  it('and a draft loses what is no longer asked for', async () => {
    await stage.save(await stage.begin(), await stage.goodDraft());
    await stage.administrator.phone
      .put(`/campaigns/${stage.campaignId}/evidence-slots`, { items: SLOTS.slice(0, 1) })
      .expect(200);
    expect(Object.keys((await stage.desk()).application?.draft.evidence ?? {})).toEqual(['green_code']);
  });
});

describe('a campus has its grounds', () => {
  it('as circles, read from whichever map', async () => {
    const path = `/campuses/${stage.school.otherCampusId}/circles`;
    const circle = { latitude: 40.8, longitude: 111.6, radiusMetres: 300 };
    await stage.administrator.phone.put(path, { items: [{ ...circle, system: 'gcj02' }] }).expect(200);
    const { body } = await stage.administrator.phone.get(path).expect(200);
    const [kept] = (body as { items: (typeof circle)[] }).items;
    expect(kept?.radiusMetres).toBe(300);
    expect(Math.abs((kept?.longitude ?? 0) - circle.longitude)).toBeGreaterThan(0.003);
  });
});
