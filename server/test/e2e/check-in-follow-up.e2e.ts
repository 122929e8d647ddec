import { randomUUID } from 'node:crypto';
import type { CheckInForm, ReportReceipt } from '@shared/check-in';
import type { CaseLine, DayOverview, MissingLine, ReportedLine } from '@shared/follow-up';
import type { HomeView } from '@shared/home';
import type { Page } from '@shared/paging';
import { CheckInModule } from '../../src/check-in/check-in.module';
import { FollowUpModule } from '../../src/follow-up/follow-up.module';
import { HomeModule } from '../../src/home/home.module';
import { SessionModule } from '../../src/session/session.module';
import {
  asCaller,
  createCampaign,
  createTemplate,
  createWindow,
  FEVERISH,
  reportFor,
  type TestCaller,
} from '../check-in-factories';
import { resetDatabase } from '../database';
import {
  createPerson,
  createSchool,
  createUnit,
  signIn,
  type TestPerson,
  type TestSchool,
  type TestUnit,
} from '../factories';
import { SCHOOL_MORNING } from '../fixed-clock';
import { startApp, type Harness } from '../harness';

let harness: Harness;
let school: TestSchool;
let college: TestUnit;
let classA: TestUnit;
let classB: TestUnit;
let elsewhere: TestUnit;
let counsellor: TestPerson;
let desk: TestCaller;
let students: TestPerson[];

const day = '2026-09-07';
const callerOf = async (person: TestPerson): Promise<TestCaller> =>
  asCaller(harness, (await signIn(harness, person)).bearer);

const report = async (person: TestPerson, wish: object = {}): Promise<ReportReceipt> => {
  const caller = await callerOf(person);
  const form = (await caller.get('/check-ins/form').expect(200)).body as CheckInForm;
  return (await caller.post('/check-ins', reportFor(form, wish)).expect(201)).body as ReportReceipt;
};

const get = async <T>(path: string, caller: TestCaller = desk): Promise<T> =>
  (await caller.get(path).expect(200)).body as T;

const refusal = async (request: PromiseLike<{ body: { code?: string } }>): Promise<string | undefined> =>
  (await request).body.code;

beforeAll(async () => {
  harness = await startApp({ modules: [CheckInModule, FollowUpModule, HomeModule, SessionModule] });
});
afterAll(() => harness.close());

beforeEach(async () => {
  await resetDatabase();
  harness.clock.set(SCHOOL_MORNING);
  school = await createSchool(harness);
  college = await createUnit(harness, school, { kind: 'college', code: 'c1' });
  classA = await createUnit(harness, school, { parent: college, code: 'c1-a' });
  classB = await createUnit(harness, school, { parent: college, code: 'c1-b' });
  elsewhere = await createUnit(harness, school, { code: 'c2' });
  counsellor = await createPerson(harness, school, {
    kind: 'staff',
    unitId: college.id,
    roles: [{ role: 'counsellor', unitId: college.id }],
  });
  students = [];
  for (const unit of [classA, classA, classB, elsewhere]) {
    students.push(await createPerson(harness, school, { unitId: unit.id, cards: ['active'] }));
  }
  const campaign = await createCampaign(harness, school);
  await createTemplate(harness, school);
  await createWindow(harness, school, campaign);
  desk = await callerOf(counsellor);
});

const [first, second, third, stranger] = [0, 1, 2, 3].map((at) => (): TestPerson => students[at] as TestPerson) as [
  () => TestPerson,
  () => TestPerson,
  () => TestPerson,
  () => TestPerson,
];

describe('a counsellor follows the day', () => {
  it('counts owed, reported, missing and abnormal people of the own units only', async () => {
    await report(first(), { answers: FEVERISH });
    await report(stranger());
    const overview = await get<DayOverview>('/follow-up/overview');
    expect(overview).toMatchObject({
      day,
      totals: { owed: 3, reported: 1, missing: 2, abnormal: 1 },
      openCases: 1,
      overdueCases: 0,
    });
    expect(overview.units).toEqual([
      expect.objectContaining({ unitId: classA.id, owed: 2, reported: 1, missing: 1, abnormal: 1 }),
      expect.objectContaining({ unitId: classB.id, owed: 1, reported: 0, missing: 1, abnormal: 0 }),
    ]);
  });

  it('sees a person move from missing to reported', async () => {
    const before = await get<Page<MissingLine>>('/follow-up/missing');
    expect(before.items.map(({ personId }) => personId)).toEqual([first().id, second().id, third().id]);
    const { reportId } = await report(second());
    const after = await get<Page<MissingLine>>(`/follow-up/missing?day=${day}`);
    expect(after.items.map(({ personId }) => personId)).toEqual([first().id, third().id]);
    const reported = await get<Page<ReportedLine>>('/follow-up/reported');
    expect(reported.items).toMatchObject([{ personId: second().id, reportId, abnormal: false }]);
    expect((await get<Page<ReportedLine>>('/follow-up/reported?abnormal=true')).items).toEqual([]);
    expect((await get<Page<MissingLine>>(`/follow-up/missing?unitId=${classB.id}`)).items).toHaveLength(1);
  });

  it('opens a report of somebody in reach, with the person, and nobody else’s', async () => {
    const near = await report(first(), { answers: FEVERISH });
    const far = await report(stranger());
    const view = await get<{ person: { personId: string }; cases: object[] }>(`/follow-up/reports/${near.reportId}`);
    expect(view).toMatchObject({ person: { personId: first().id }, cases: [{ id: near.cases[0]?.id }] });
    await desk.get(`/follow-up/reports/${far.reportId}`).expect(404);
  });

  it('counts whoever was unwell in any window of the day, as many as the list shows', async () => {
    await report(first(), { answers: FEVERISH });
    await createTemplate(harness, school, { formKey: 'afternoon' });
    const [running]: { id: string }[] = await harness.database.query('SELECT id FROM campaigns');
    await createWindow(harness, school, running?.id ?? '', { formKey: 'afternoon', opens: '14:00', closes: '18:00' });
    harness.clock.set('2026-09-07T06:30:00Z');
    desk = await callerOf(counsellor);
    const numberAndList = async (): Promise<unknown> => {
      const { totals, units } = await get<DayOverview>('/follow-up/overview');
      const { items } = await get<Page<ReportedLine>>('/follow-up/reported?abnormal=true');
      const { follow } = await get<HomeView>('/home');
      return {
        ...{ total: totals.abnormal, home: follow?.abnormal, ofClassA: units.find((one) => one.unitId === classA.id) },
        listed: items.map(({ personId }) => personId),
      };
    };
    const classAOf = (abnormal: number, reported: number): unknown =>
      expect.objectContaining({ owed: 2, reported, missing: 2 - reported, abnormal });
    expect(await numberAndList()).toEqual({ total: 1, home: 1, ofClassA: classAOf(1, 0), listed: [first().id] });
    await report(first());
    expect(await numberAndList()).toEqual({ total: 1, home: 1, ofClassA: classAOf(1, 1), listed: [first().id] });
    await report(first(), { answers: FEVERISH });
    await report(second(), { answers: FEVERISH });
    expect(await numberAndList()).toEqual({
      ...{ total: 2, home: 2, ofClassA: classAOf(2, 2) },
      listed: [second().id, first().id],
    });
  });

  it('leaves a line in the audit log for each look at who is unwell, whatever the number of people', async () => {
    await report(first(), { answers: FEVERISH });
    await report(second());
    const looks = async (): Promise<unknown> =>
      harness.database.query('SELECT action, object_kind, object_id FROM audit_entries ORDER BY id');
    await get('/follow-up/overview');
    await get('/follow-up/missing');
    expect(await looks()).toEqual([]);
    await get('/follow-up/reported');
    await get(`/follow-up/reported?day=${day}&abnormal=true`);
    await get('/cases');
    const list = { action: 'check_in.list', object_kind: 'check_in_day', object_id: day };
    expect(await looks()).toEqual([list, list, { action: 'case.list', object_kind: 'cases', object_id: 'open' }]);
  });

  it('owes nothing before the first window opens, on days to come, and for those who left', async () => {
    expect(await get<DayOverview>('/follow-up/overview?day=2026-09-08')).toMatchObject({
      totals: { owed: 0 },
      units: [],
    });
    expect(await get<Page<MissingLine>>('/follow-up/missing?day=2026-09-08')).toEqual({ items: [], nextCursor: null });
    await harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [first().id]);
    expect((await get<DayOverview>('/follow-up/overview')).totals.owed).toBe(2);
    harness.clock.set('2026-09-06T21:00:00Z');
    desk = await callerOf(counsellor);
    expect((await get<DayOverview>('/follow-up/overview')).totals.owed).toBe(0);
  });

  it('turns pages of the missing without losing or repeating anybody', async () => {
    for (let n = 0; n < 70; n += 1) {
      await createPerson(harness, school, { unitId: n % 2 ? classA.id : classB.id });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<MissingLine> = await get(`/follow-up/missing${cursor ? `?cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(({ personId }) => personId));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(73);
    expect(new Set(seen).size).toBe(73);
  });

  it.each([
    '/follow-up/missing?cursor=x',
    '/follow-up/reported?cursor=WyJ4Il0',
    '/follow-up/overview?day=2026-02-30',
    '/follow-up/missing?unitId=1',
    '/cases?state=lost',
    '/cases?cursor=WyJ4IiwieSJd',
    '/notices?cursor=WyJ4Il0',
  ])('refuses %s as a request', async (path) => {
    expect(await refusal(desk.get(path).expect(400))).toBe('REQUEST_INVALID');
  });

  it('is refused to members and after the role was taken away', async () => {
    expect(await refusal((await callerOf(first())).get('/follow-up/overview').expect(403))).toBe('PERMISSION_DENIED');
    await harness.database.query('DELETE FROM role_grants');
    harness.clock.advance({ seconds: 5 });
    expect(await refusal(desk.get('/follow-up/overview').expect(403))).toBe('PERMISSION_DENIED');
    expect(await refusal(desk.post('/follow-up/reminders', { day }).expect(403))).toBe('PERMISSION_DENIED');
  });
});

describe('an administrator', () => {
  let office: TestCaller;

  beforeEach(async () => {
    office = await callerOf(await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] }));
  });

  it('sees numbers and names of the whole school, and opens nobody’s answers', async () => {
    const { reportId } = await report(stranger(), { answers: FEVERISH });
    expect((await get<DayOverview>('/follow-up/overview', office)).totals).toMatchObject({ owed: 4, abnormal: 1 });
    const { items } = await get<Page<ReportedLine>>('/follow-up/reported?abnormal=true', office);
    expect(items).toMatchObject([{ personId: stranger().id, reportId, abnormal: true }]);
    expect(await refusal(office.get(`/follow-up/reports/${reportId}`).expect(403))).toBe('PERMISSION_DENIED');
  });

  it('who follows a unit as well opens the reports of that unit alone', async () => {
    const both = await createPerson(harness, school, {
      kind: 'staff',
      roles: [{ role: 'school_admin' }, { role: 'counsellor', unitId: classA.id }],
    });
    const caller = await callerOf(both);
    const near = await report(first());
    const far = await report(stranger());
    await caller.get(`/follow-up/reports/${near.reportId}`).expect(200);
    await caller.get(`/follow-up/reports/${far.reportId}`).expect(404);
  });

  it('sees and closes a case of a unit that no counsellor follows', async () => {
    await report(stranger(), { answers: FEVERISH });
    const [row]: unknown[] = await harness.database.query('SELECT owner_id FROM cases');
    expect(row).toEqual({ owner_id: null });
    expect((await get<HomeView>('/home', office)).follow).toMatchObject({ abnormal: 1, openCases: 1 });
    const { items } = await get<Page<CaseLine>>('/cases', office);
    expect(items).toMatchObject([{ person: { personId: stranger().id }, state: 'open' }]);
    await office.post(`/cases/${items[0]?.id}/closing`, { note: 'called, at the clinic' }).expect(200);
    expect((await get<HomeView>('/home', office)).follow?.openCases).toBe(0);
  });
});

describe('one tap reminds the missing', () => {
  it('reaches everybody in reach who has not reported, once within two hours', async () => {
    await report(first());
    expect((await desk.post('/follow-up/reminders', { day }).expect(200)).body).toEqual({
      reminded: 2,
      alreadyReminded: 0,
    });
    expect((await desk.post('/follow-up/reminders', { day }).expect(200)).body).toEqual({
      reminded: 0,
      alreadyReminded: 2,
    });
    await harness.runJobs();
    const inbox = await get<{ items: object[]; unread: number }>('/notices', await callerOf(second()));
    expect(inbox).toMatchObject({ items: [{ kind: 'check_in.reminder', params: { day } }], unread: 1 });
    expect((await get<Page<MissingLine>>('/follow-up/missing')).items[0]).toMatchObject({
      personId: second().id,
      remindedAt: SCHOOL_MORNING.toISOString(),
    });
    harness.clock.advance({ hours: 2 });
    desk = await callerOf(counsellor);
    expect((await desk.post('/follow-up/reminders', { day }).expect(200)).body).toEqual({
      reminded: 2,
      alreadyReminded: 0,
    });
  });

  it('answers a repeated key alike, and refuses it for another unit', async () => {
    const key = randomUUID();
    const answer = (await desk.post('/follow-up/reminders', { day }, key).expect(200)).body as object;
    expect((await desk.post('/follow-up/reminders', { day }, key).expect(200)).body).toEqual(answer);
    expect(await refusal(desk.post('/follow-up/reminders', { day, unitId: classA.id }, key).expect(409))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('reminds nobody twice when two counsellors tap at once', async () => {
    const colleague = await createPerson(harness, school, {
      kind: 'staff',
      roles: [{ role: 'counsellor', unitId: college.id }],
    });
    const other = await callerOf(colleague);
    const answers = await Promise.all(
      [desk, other].map((caller) => caller.post('/follow-up/reminders', { day }).expect(200)),
    );
    const reminded = answers.map(({ body }) => (body as { reminded: number }).reminded);
    expect(reminded.reduce((sum, n) => sum + n, 0)).toBe(3);
  });

  it('tells nobody who has reported meanwhile, and settles the notice of those who report later', async () => {
    await desk.post('/follow-up/reminders', { day, unitId: classA.id }).expect(200);
    await report(first());
    await harness.runJobs();
    expect(await get('/notices', await callerOf(first()))).toMatchObject({ items: [], unread: 0 });
    expect(await get('/notices', await callerOf(second()))).toMatchObject({ unread: 1 });
    await report(second());
    await harness.runJobs();
    expect(await get('/notices', await callerOf(second()))).toMatchObject({
      items: [{ readAt: expect.any(String) as string }],
      unread: 0,
    });
  });

  it('is for today only, while the window takes reports and a campaign runs', async () => {
    expect(await refusal(desk.post('/follow-up/reminders', { day: '2026-09-06' }).expect(409))).toBe('DAY_NOT_OPEN');
    harness.clock.set('2026-09-07T04:00:00Z');
    desk = await callerOf(counsellor);
    expect((await desk.post('/follow-up/reminders', { day }).expect(200)).body).toEqual({
      reminded: 0,
      alreadyReminded: 0,
    });
    await harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    harness.clock.advance({ seconds: 5 });
    expect(await refusal(desk.post('/follow-up/reminders', { day }).expect(404))).toBe('CAMPAIGN_NONE');
  });
});

describe('a report on behalf of somebody without a phone', () => {
  it('is taken for a person in reach, flagged, named, and in the audit log', async () => {
    const form = await get<CheckInForm>(`/people/${first().id}/check-in-form`);
    expect(form.person.number).toBe(first().number);
    const { body } = await desk.post(`/people/${first().id}/check-ins`, reportFor(form)).expect(201);
    expect(body).toMatchObject({ flags: ['proxy'], version: 1 });
    const { reportId } = body as ReportReceipt;
    const named = {
      proxy: { number: counsellor.number, name: expect.any(String) },
      versions: [{ byProxy: true }],
    };
    expect(await get(`/check-ins/${reportId}`, await callerOf(first()))).toMatchObject(named);
    expect(await get(`/follow-up/reports/${reportId}`)).toMatchObject(named);
    const audit: { action: string }[] = await harness.database.query('SELECT action FROM audit_entries ORDER BY id');
    expect(audit.map(({ action }) => action)).toEqual(['check_in.proxy', 'check_in.read']);
  });

  it('is refused for oneself, for people out of reach, and with the form of another', async () => {
    expect(await refusal(desk.get(`/people/${counsellor.id}/check-in-form`).expect(403))).toBe('PERMISSION_DENIED');
    expect(await refusal(desk.get(`/people/${stranger().id}/check-in-form`).expect(404))).toBe('PERSON_UNKNOWN');
    const form = await get<CheckInForm>(`/people/${first().id}/check-in-form`);
    expect(await refusal(desk.post(`/people/${second().id}/check-ins`, reportFor(form)).expect(409))).toBe(
      'FORM_TICKET_INVALID',
    );
  });
});

describe('the home page', () => {
  it('says in one call who, what is owed, what is unread', async () => {
    const phone = await callerOf(first());
    expect(await get<HomeView>('/home', phone)).toMatchObject({
      person: { number: first().number, balanceFen: 0 },
      checkIn: { timing: 'open', day, reported: null },
      unreadNotices: 0,
      follow: null,
    });
    await report(first());
    expect((await get<HomeView>('/home', phone)).checkIn?.reported?.receiptNumber).toMatch(/^[\w-]{15}$/);
  });

  it('shows a counsellor how many are missing, unwell and waiting', async () => {
    await report(first(), { answers: FEVERISH });
    expect((await get<HomeView>('/home')).follow).toEqual({ missing: 2, abnormal: 1, openCases: 1 });
  });

  it('counts down to tomorrow’s window in the evening, and shows nothing when no campaign runs', async () => {
    harness.clock.set('2026-09-07T12:00:00Z');
    const phone = await callerOf(first());
    expect((await get<HomeView>('/home', phone)).checkIn).toMatchObject({ timing: 'upcoming', day: '2026-09-08' });
    await harness.database.query(`UPDATE campaigns SET state = 'ended'`);
    harness.clock.advance({ seconds: 5 });
    expect((await get<HomeView>('/home', phone)).checkIn).toBeNull();
  });
});
