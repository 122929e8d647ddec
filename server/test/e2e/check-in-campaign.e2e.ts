import type { CampaignInput, CampaignView, WindowInput, WindowRow } from '@shared/check-in';
import type { TemplateBody, TemplateView } from '@shared/check-in-template';
import type { ErrorCode, Problem } from '@shared/errors';
import { CheckInModule } from '../../src/check-in/check-in.module';
import { fourForms, UNIVERSITY_CAMPUSES } from '../../src/demo/templates/four-forms';
import { SessionModule } from '../../src/session/session.module';
import { asCaller, SMALL_FORM, type TestCaller } from '../check-in-factories';
import { resetDatabase } from '../database';
import { createPerson, createSchool, createUnit, signIn, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';

let harness: Harness;
let school: TestSchool;
let desk: TestCaller;

const CAMPAIGN: CampaignInput = {
  name: { zh: '秋季', en: 'Autumn' },
  legalGround: { zh: '依据', en: 'Ground' },
  startsOn: '2026-09-01',
  endsOn: '2026-12-31',
  retainUntil: '2027-01-31',
  audienceKinds: ['student'],
  audienceUnitIds: [],
};

const WINDOW: WindowInput = {
  formKey: 'off_campus_daily',
  title: { zh: '每日', en: 'Daily' },
  kind: 'student',
  presence: null,
  campusId: null,
  opensMinute: 360,
  closesMinute: 720,
  lateUntilMinute: 840,
};

const expectCode = async (
  request: PromiseLike<{ status: number; body: Problem }>,
  status: number,
  code: ErrorCode,
): Promise<Problem> => {
  const answer = await request;
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  return answer.body;
};

const created = async (wish: Partial<CampaignInput> = {}): Promise<CampaignView> =>
  (await desk.post('/campaigns', { ...CAMPAIGN, ...wish }).expect(201)).body as CampaignView;

beforeAll(async () => {
  harness = await startApp({ modules: [CheckInModule, SessionModule] });
});
afterAll(() => harness.close());

beforeEach(async () => {
  await resetDatabase();
  school = await createSchool(harness);
  const administrator = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
  desk = asCaller(harness, (await signIn(harness, administrator)).bearer);
});

describe('a campaign', () => {
  it('is drafted, changed, started and ended; the audit log says by whom', async () => {
    const { id } = await created();
    const changed = { ...CAMPAIGN, endsOn: '2026-11-30' };
    expect((await desk.put(`/campaigns/${id}`, changed).expect(200)).body).toEqual({ ...changed, id, state: 'draft' });
    expect((await desk.post(`/campaigns/${id}/start`).expect(200)).body).toMatchObject({ state: 'running' });
    expect((await desk.get('/campaigns').expect(200)).body).toMatchObject({ items: [{ id, state: 'running' }] });
    expect((await desk.post(`/campaigns/${id}/end`).expect(200)).body).toMatchObject({ state: 'ended' });
    const audit: { action: string }[] = await harness.database.query('SELECT action FROM audit_entries ORDER BY id');
    expect(audit.map(({ action }) => action)).toEqual([
      'campaign.create',
      'campaign.change',
      'campaign.start',
      'campaign.end',
    ]);
  });

  it('goes only the way of its states, and only one runs', async () => {
    const one = await created();
    const two = await created();
    await expectCode(desk.post(`/campaigns/${one.id}/end`), 409, 'CAMPAIGN_STATE_CONFLICT');
    await desk.post(`/campaigns/${one.id}/start`).expect(200);
    await expectCode(desk.post(`/campaigns/${one.id}/start`), 409, 'CAMPAIGN_STATE_CONFLICT');
    await expectCode(desk.post(`/campaigns/${two.id}/start`), 409, 'CAMPAIGN_STATE_CONFLICT');
    await desk.post(`/campaigns/${one.id}/end`).expect(200);
    await expectCode(desk.put(`/campaigns/${one.id}`, CAMPAIGN), 409, 'CAMPAIGN_STATE_CONFLICT');
    await expectCode(desk.put(`/campaigns/${one.id}/windows`, { items: [] }), 409, 'CAMPAIGN_STATE_CONFLICT');
    await desk.post(`/campaigns/${two.id}/start`).expect(200);
  });

  it('refuses days that contradict each other, units of nobody, and audiences that are none', async () => {
    const problem = await expectCode(
      desk.post('/campaigns', { ...CAMPAIGN, endsOn: '2026-08-01' }),
      422,
      'CAMPAIGN_DATES_INVALID',
    );
    expect(problem.fields).toEqual([{ path: '/endsOn', rule: 'after_start' }]);
    await expectCode(
      desk.post('/campaigns', { ...CAMPAIGN, retainUntil: '2026-10-01' }),
      422,
      'CAMPAIGN_DATES_INVALID',
    );
    const foreign = await createUnit(harness, await createSchool(harness));
    await expectCode(desk.post('/campaigns', { ...CAMPAIGN, audienceUnitIds: [foreign.id] }), 400, 'REQUEST_INVALID');
    await expectCode(desk.post('/campaigns', { ...CAMPAIGN, audienceKinds: [] }), 400, 'REQUEST_INVALID');
    await expectCode(desk.post('/campaigns', { ...CAMPAIGN, startsOn: '2026-02-30' }), 400, 'REQUEST_INVALID');
    await expectCode(desk.post('/campaigns', { ...CAMPAIGN, state: 'running' }), 400, 'REQUEST_INVALID');
    await expectCode(
      desk.post('/campaigns', { ...CAMPAIGN, name: { zh: 'a\u0000', en: 'b' } }),
      400,
      'REQUEST_INVALID',
    );
  });

  it('of another school is not found', async () => {
    const { id } = await created();
    const other = await createSchool(harness);
    const stranger = await createPerson(harness, other, { roles: [{ role: 'school_admin' }] });
    const theirs = asCaller(harness, (await signIn(harness, stranger)).bearer);
    await expectCode(theirs.get(`/campaigns/${id}`), 404, 'NOT_FOUND');
    await expectCode(theirs.post(`/campaigns/${id}/start`), 404, 'NOT_FOUND');
    await expectCode(theirs.put(`/campaigns/${id}/windows`, { items: [] }), 404, 'NOT_FOUND');
  });
});

describe('windows', () => {
  it('take the place of the list before; one that stays the same keeps its id', async () => {
    const { id } = await created();
    const first = (await desk.put(`/campaigns/${id}/windows`, { items: [WINDOW] }).expect(200)).body as {
      items: WindowRow[];
    };
    const campusWindow = { ...WINDOW, campusId: school.campusId, opensMinute: 400 };
    const second = (await desk.put(`/campaigns/${id}/windows`, { items: [campusWindow, WINDOW] }).expect(200)).body as {
      items: WindowRow[];
    };
    expect(second.items.map(({ opensMinute }) => opensMinute)).toEqual([360, 400]);
    expect(second.items[0]).toEqual(first.items[0]);
    await desk.put(`/campaigns/${id}/windows`, { items: [] }).expect(200);
    expect((await desk.get(`/campaigns/${id}/windows`).expect(200)).body).toEqual({ items: [] });
  });

  it('of the same form and people may not overlap, nor run backwards, nor name an unknown campus', async () => {
    const { id } = await created();
    const put = (items: object[]) => desk.put(`/campaigns/${id}/windows`, { items });
    const later = { ...WINDOW, opensMinute: 800, closesMinute: 900, lateUntilMinute: 900 };
    expect((await expectCode(put([WINDOW, later]), 422, 'WINDOWS_OVERLAP')).fields).toEqual([
      { path: '/items/1', rule: 'overlap' },
    ]);
    await expectCode(put([WINDOW, { ...later, presence: 'on_campus' }]), 422, 'WINDOWS_OVERLAP');
    await expectCode(put([{ ...WINDOW, closesMinute: 300 }]), 400, 'REQUEST_INVALID');
    await expectCode(put([{ ...WINDOW, campusId: (await createSchool(harness)).campusId }]), 400, 'REQUEST_INVALID');
    await put([WINDOW, { ...later, opensMinute: 840 }]).expect(200);
    await put([WINDOW, { ...later, kind: 'staff' }]).expect(200);
  });
});

describe('a form template', () => {
  const draft = async (body: TemplateBody = SMALL_FORM): Promise<TemplateView> =>
    (await desk.post('/check-in-templates', { formKey: 'off_campus_daily', body }).expect(201)).body as TemplateView;

  it('is drafted, published once, and gives way to the next version', async () => {
    const one = await draft();
    expect(one).toMatchObject({ version: 1, state: 'draft', difference: null });
    expect(await draft()).toMatchObject({ id: one.id, version: 1 });
    await desk.post(`/check-in-templates/${one.id}/publication`, { graceHours: 0 }).expect(201);
    await expectCode(
      desk.post(`/check-in-templates/${one.id}/publication`, { graceHours: 0 }),
      409,
      'TEMPLATE_STATE_CONFLICT',
    );
    const two = await draft({ ...SMALL_FORM, rules: [] });
    expect(two).toMatchObject({ version: 2, difference: { added: [], removed: [], changed: [], rulesChanged: true } });
    await desk.post(`/check-in-templates/${two.id}/publication`, { graceHours: 24 }).expect(201);
    const { items } = (await desk.get('/check-in-templates').expect(200)).body as { items: TemplateView[] };
    expect(items.map(({ version, state }) => [version, state])).toEqual([
      [2, 'published'],
      [1, 'superseded'],
    ]);
    expect((await desk.get(`/check-in-templates/${two.id}/difference`).expect(200)).body).toMatchObject({
      rulesChanged: true,
    });
  });

  it.each(Object.entries(fourForms(UNIVERSITY_CAMPUSES)))(
    'is accepted as the university has it: %s',
    async (formKey, body) => {
      await desk.post('/check-in-templates', { formKey, body }).expect(201);
    },
  );

  it('is refused with the place of each fault', async () => {
    const body = { ...SMALL_FORM, fields: SMALL_FORM.fields.slice(1) };
    const problem = await expectCode(
      desk.post('/check-in-templates', { formKey: 'off_campus_daily', body }),
      422,
      'TEMPLATE_INVALID',
    );
    expect(problem.fields).toContainEqual({ path: '/schema/properties/temperature', rule: 'asked' });
  });

  it('of unbounded depth is a bad request, not a failure', async () => {
    const deep = `{"formKey":"off_campus_daily","body":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`;
    const answer = await desk.post('/check-in-templates', deep).set('content-type', 'application/json');
    expect([400, 422]).toContain(answer.status);
  });

  it('of another school is not found', async () => {
    const { id } = await draft();
    const stranger = await createPerson(harness, await createSchool(harness), { roles: [{ role: 'school_admin' }] });
    const theirs = asCaller(harness, (await signIn(harness, stranger)).bearer);
    await expectCode(theirs.post(`/check-in-templates/${id}/publication`, { graceHours: 1 }), 404, 'NOT_FOUND');
    await expectCode(theirs.get(`/check-in-templates/${id}/difference`), 404, 'NOT_FOUND');
  });
});
