import { InvitationService } from '../../src/invitation/invitation.service';
import { SchoolFounding } from '../../src/invitation/school-founding.service';
import {
  createCard,
  createPerson,
  createSchool,
  createUnit,
  signIn,
  type TestPerson,
  type TestSchool,
} from '../factories';
import { startApp, type Harness } from '../harness';
import { asCaller, clearStores, GOOD_PASSWORD, initialOf, Phone } from '../identity-steps';

describe('what staff do for people', () => {
  let harness: Harness;
  let school: TestSchool;
  let phone: Phone;
  let clerk: TestPerson;
  let staff: ReturnType<typeof asCaller>;
  let admin: ReturnType<typeof asCaller>;

  beforeAll(async () => {
    harness = await startApp();
    phone = new Phone(harness);
  });
  beforeEach(async () => {
    await clearStores(harness);
    school = await createSchool(harness, { support: { phone: '0471-000000' } });
    clerk = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'card_staff' }] });
    const administrator = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
    staff = asCaller(harness, (await signIn(harness, clerk)).bearer);
    admin = asCaller(harness, (await signIn(harness, administrator)).bearer);
  });
  afterAll(() => harness.close());

  const member = async (person: TestPerson) => asCaller(harness, (await signIn(harness, person)).bearer);
  const auditActions = async (): Promise<string[]> =>
    (await harness.database.query('SELECT action FROM audit_entries ORDER BY id')).map(
      ({ action }: { action: string }) => action,
    );

  it('finds people by number or name, page by page, without their ID number', async () => {
    for (let index = 0; index < 31; index += 1) {
      await createPerson(harness, school, { number: `S${String(index).padStart(3, '0')}`, name: '张三' });
    }
    const first = (await staff.get('/people?search=张').expect(200)).body;
    const second = (await staff.get(`/people?search=张&cursor=${first.nextCursor}`).expect(200)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 1, null]);
    expect(Object.keys(first.items[0]).sort()).toEqual(['id', 'kind', 'name', 'number', 'state', 'unit']);
    expect((await staff.get('/people?search=S00').expect(200)).body.items).toHaveLength(10);
    expect((await staff.get('/people?cursor=nonsense').expect(400)).body.code).toBe('REQUEST_INVALID');
    expect((await staff.get("/people?state=x'--").expect(400)).body.code).toBe('REQUEST_INVALID');
  });

  it('shows one person with cards and the last four of the document only', async () => {
    const person = await createPerson(harness, school, { idNumber: '99000020010101123X', cards: ['active'] });
    const { body } = await staff.get(`/people/${person.id}`).expect(200);
    expect(body).toMatchObject({ idLastFour: '123X', cards: [{ lastFour: '1001', state: 'active' }], roles: [] });
    expect(JSON.stringify(body)).not.toContain('9900002001');
    const stranger = await createPerson(harness, await createSchool(harness));
    expect((await staff.get(`/people/${stranger.id}`).expect(404)).body.code).toBe('PERSON_UNKNOWN');
  });

  it('hands over a code that resets the password once, and ends the old sessions', async () => {
    const person = await createPerson(harness, school);
    const old = await signIn(harness, person);
    const { code } = (await staff.post(`/people/${person.id}/password-resets`).expect(201)).body as { code: string };
    const reset = {
      schoolCode: school.code,
      number: person.number,
      code: code.toLowerCase(),
      newPassword: GOOD_PASSWORD,
    };
    expect(await phone.refused('/password-resets', { ...reset, code: 'ABCDEFGHJK' })).toBe('RESET_CODE_WRONG');
    expect(await phone.refused('/password-resets', { ...reset, number: 'nobody' })).toBe('RESET_CODE_WRONG');
    expect(await phone.refused('/password-resets', { ...reset, newPassword: '12345678' })).toBe('PASSWORD_WEAK');
    expect(await phone.say('/password-resets', reset)).toMatchObject({ step: 'done' });
    expect(await phone.refused('/password-resets', reset)).toBe('RESET_CODE_WRONG');
    expect((await asCaller(harness, old.bearer).get('/me')).body.code).toBe('SESSION_ENDED');
    expect(await auditActions()).toEqual(expect.arrayContaining(['password_reset.issue', 'password.change']));
  });

  it('lets a reset code end after a day and a newer one replace it', async () => {
    const person = await createPerson(harness, school);
    const issue = async () => (await staff.post(`/people/${person.id}/password-resets`)).body.code as string;
    const [first, second] = [await issue(), await issue()];
    const reset = (code: string) => ({
      schoolCode: school.code,
      number: person.number,
      code,
      newPassword: GOOD_PASSWORD,
    });
    expect(await phone.refused('/password-resets', reset(first))).toBe('RESET_CODE_WRONG');
    harness.clock.advance({ hours: 25 });
    expect(await phone.refused('/password-resets', reset(second))).toBe('RESET_CODE_WRONG');
  });

  it('hands over no code for a role that no second factor guards yet', async () => {
    const administrator = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
    const issue = () => staff.post(`/people/${administrator.id}/password-resets`);
    expect((await issue()).body.code).toBe('PERMISSION_DENIED');
    await harness.database.query(
      'INSERT INTO totp_secrets (school_id, person_id, secret_cipher, confirmed_at) VALUES ($1, $2, $3, now())',
      [administrator.schoolId, administrator.id, Buffer.from('sealed')],
    );
    expect((await issue()).status).toBe(201);
  });

  it('lets nobody of the staff act on themself', async () => {
    expect((await staff.post(`/people/${clerk.id}/password-resets`)).body.code).toBe('PERMISSION_DENIED');
    expect((await staff.put(`/people/${clerk.id}/state`, { state: 'left' })).body.code).toBe('PERMISSION_DENIED');
  });

  it('moves people along their states only, and leaving ends roles, sessions and bindings together', async () => {
    const unit = await createUnit(harness, school);
    const person = await createPerson(harness, school, { roles: [{ role: 'counsellor', unitId: unit.id }] });
    await phone.firstSignIn(school, await createPerson(harness, school));
    const own = await member(person);
    const put = (state: string) => staff.put(`/people/${person.id}/state`, { state });
    expect((await put('admitted')).body.code).toBe('PERSON_STATE_CONFLICT');
    await put('suspended').expect(204);
    expect((await own.get('/me')).body.code).toBe('PERSON_SUSPENDED');
    await put('active').expect(204);
    await put('left').expect(204);
    expect((await put('active')).body.code).toBe('PERSON_STATE_CONFLICT');
    const [rest] = await harness.database.query(
      `SELECT (SELECT count(*)::int FROM role_grants WHERE person_id = $1) AS roles,
         (SELECT count(*)::int FROM sessions WHERE person_id = $1 AND ended_at IS NULL) AS sessions,
         (SELECT count(*)::int FROM platform_bindings WHERE person_id = $1 AND unbound_at IS NULL) AS bindings`,
      [person.id],
    );
    expect(rest).toEqual({ roles: 0, sessions: 0, bindings: 0 });
    expect(await phone.refused('/sessions', phone.claim(school, person, initialOf(person)))).toBe('PERSON_LEFT');
  });

  it('moves cards along their states only', async () => {
    const person = await createPerson(harness, school);
    const card = await createCard(harness, person);
    const put = (state: string) => staff.put(`/people/${person.id}/cards/${card}/state`, { state });
    await put('lost').expect(204);
    expect((await put('frozen')).body.code).toBe('CARD_STATE_CONFLICT');
    await put('active').expect(204);
    expect((await staff.put(`/people/${clerk.id}/cards/${card}/state`, { state: 'lost' })).body.code).toBe(
      'PERMISSION_DENIED',
    );
  });

  it('sets presence of one person and of whole units', async () => {
    const unit = await createUnit(harness, school);
    const below = await createUnit(harness, school, { parent: unit });
    const person = await createPerson(harness, school, { unitId: below.id });
    const elsewhere = await createPerson(harness, school);
    await admin
      .put(`/people/${person.id}/presence`, { presence: 'on_campus', campusId: school.otherCampusId })
      .expect(204);
    expect((await staff.get(`/people/${person.id}`)).body.presence).toBe('on_campus');
    const stranger = await createSchool(harness);
    const foreign = { presence: 'on_campus', campusId: stranger.campusId };
    expect((await admin.put(`/people/${person.id}/presence`, foreign)).body.code).toBe('NOT_FOUND');
    const batch = (presence: string) => admin.post('/presence-batches', { presence, unitIds: [unit.id] });
    expect((await batch('off_campus').expect(200)).body).toEqual({ changed: 1 });
    expect((await batch('off_campus').expect(200)).body).toEqual({ changed: 0 });
    expect((await staff.get(`/people/${elsewhere.id}`)).body.presence).toBe('off_campus');
    const other = { presence: 'off_campus', unitIds: [stranger.rootUnitId] };
    expect((await admin.post('/presence-batches', other)).body.code).toBe('NOT_FOUND');
  });

  it('grants and takes roles, never one’s own', async () => {
    const unit = await createUnit(harness, school);
    const person = await createPerson(harness, school);
    const wish = { personId: person.id, role: 'counsellor', unitId: unit.id };
    expect((await admin.post('/role-grants', wish)).body.code).toBe('ROLE_NEEDS_PASSWORD');
    expect(await auditActions()).toEqual([]);
    await phone.firstSignIn(school, person);
    const grant = (await admin.post('/role-grants', wish).expect(201)).body;
    expect((await admin.post('/role-grants', wish).expect(201)).body).toEqual(grant);
    expect((await admin.post('/role-grants', { ...wish, unitId: undefined })).body.code).toBe('REQUEST_INVALID');
    expect((await admin.post('/role-grants', { ...wish, role: 'card_staff' })).body.code).toBe('REQUEST_INVALID');
    const nowhere = { ...wish, unitId: '01890000-0000-7000-8000-000000000000' };
    expect((await admin.post('/role-grants', nowhere)).body.code).toBe('NOT_FOUND');
    const grants = (await admin.get('/role-grants').expect(200)).body.items as { id: string; role: string }[];
    const own = grants.find(({ role }) => role === 'school_admin');
    expect((await admin.delete(`/role-grants/${own?.id}`)).body.code).toBe('PERMISSION_DENIED');
    await admin.delete(`/role-grants/${grant.id}`).expect(204);
    await admin.delete(`/role-grants/${grant.id}`).expect(404);
    expect((await staff.post('/role-grants', wish)).body.code).toBe('PERMISSION_DENIED');
  });

  it('takes the second factor away with the last role, so that a lost authenticator can be enrolled anew', async () => {
    const units = [await createUnit(harness, school), await createUnit(harness, school)];
    const person = await createPerson(harness, school, { kind: 'staff' });
    const grant = async (unitId: string | undefined): Promise<string> =>
      (await admin.post('/role-grants', { personId: person.id, role: 'counsellor', unitId }).expect(201)).body.id;
    const factors = async (): Promise<number> =>
      (await harness.database.query('SELECT 1 FROM totp_secrets WHERE person_id = $1', [person.id])).length;
    await phone.firstSignIn(school, person);
    const [first, second] = [await grant(units[0]?.id), await grant(units[1]?.id)];
    const enrolled = await phone.enrol(await phone.ticket('enrol_totp', phone.signIn(school, person, GOOD_PASSWORD)));
    const before = asCaller(harness, `Bearer ${enrolled.tokens.accessToken}`);
    await before.get('/cases').expect(200);

    await admin.delete(`/role-grants/${first}`).expect(204);
    expect([await factors(), (await auditActions()).includes('totp.reset')]).toEqual([1, false]);
    await admin.delete(`/role-grants/${second}`).expect(204);
    expect([await factors(), (await auditActions()).includes('totp.reset')]).toEqual([0, true]);

    await grant(units[0]?.id);
    harness.clock.advance({ seconds: 5 });
    expect((await before.get('/cases')).body.code).toBe('PERMISSION_DENIED');
    const ticket = await phone.ticket('enrol_totp', phone.signIn(school, person, GOOD_PASSWORD));
    const anew = await phone.enrol(ticket);
    expect(anew.secret).not.toBe(enrolled.secret);
    await asCaller(harness, `Bearer ${anew.tokens.accessToken}`).get('/cases').expect(200);
  });

  it('forgets the second factor of whoever leaves', async () => {
    const person = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'card_staff' }] });
    await phone.enrol(await phone.ticket('enrol_totp', phone.firstSignIn(school, person)));
    await staff.put(`/people/${person.id}/state`, { state: 'left' }).expect(204);
    expect(await harness.database.query('SELECT 1 FROM totp_secrets')).toEqual([]);
  });

  it('decides a correction with before and after, once, and never one’s own', async () => {
    const person = await createPerson(harness, school, { name: '张叁' });
    const own = await member(person);
    const wish = { field: 'name', wished: '张三', reason: '名字写错了' };
    const request = (await own.post('/me/correction-requests', wish).expect(201)).body;
    expect(request).toMatchObject({ before: '张叁', wished: '张三', after: null, state: 'open' });
    expect((await own.post('/me/correction-requests', wish)).body.code).toBe('CORRECTION_ALREADY_OPEN');
    const decide = (id: string, decision: object) => staff.post(`/correction-requests/${id}/decision`, decision);
    await decide(request.id, { accepted: true, answer: '已改' }).expect(204);
    expect((await decide(request.id, { accepted: false, answer: 'no' })).body.code).toBe('CORRECTION_ALREADY_DECIDED');
    expect((await own.get('/me')).body.name).toBe('张三');
    expect((await own.get('/me/correction-requests')).body.items).toMatchObject([
      { state: 'accepted', answer: '已改', before: '张叁', wished: '张三', after: '张三' },
    ]);
    expect((await own.get('/notices')).body.items).toMatchObject([{ kind: 'correction.decided' }]);
    const mine = (await staff.post('/me/correction-requests', wish).expect(201)).body;
    expect((await decide(mine.id, { accepted: true, answer: 'ok' })).body.code).toBe('PERMISSION_DENIED');
    expect((await staff.get('/correction-requests?state=open').expect(200)).body.items).toHaveLength(1);
  });

  it('shows a unit after the decision by its name, whatever was wished in words', async () => {
    const from = await createUnit(harness, school, { code: 'software-1' });
    const to = await createUnit(harness, school, { code: 'software-2' });
    const person = await createPerson(harness, school, { unitId: from.id });
    const own = await member(person);
    const ask = async (wished: string): Promise<string> =>
      (await own.post('/me/correction-requests', { field: 'unit', wished, reason: '转班' }).expect(201)).body.id;
    const decide = (id: string, decision: object) => staff.post(`/correction-requests/${id}/decision`, decision);
    await decide(await ask('二班'), { accepted: true, answer: '已改', unitId: to.id }).expect(204);
    await decide(await ask('三班'), { accepted: false, answer: '没有三班' }).expect(204);
    const shown = [
      { before: '单位 software-2', wished: '三班', after: null, state: 'refused' },
      { before: '单位 software-1', wished: '二班', after: '单位 software-2', state: 'accepted' },
    ];
    expect((await own.get('/me/correction-requests')).body.items).toMatchObject(shown);
    expect((await staff.get('/correction-requests').expect(200)).body.items).toMatchObject(shown);
  });

  it('refuses a correction to a number that somebody has, or to a unit in words', async () => {
    const [person, other] = [await createPerson(harness, school), await createPerson(harness, school)];
    const own = await member(person);
    const ask = async (field: string, wished: string) =>
      (await own.post('/me/correction-requests', { field, wished, reason: 'x' }).expect(201)).body.id as string;
    const decide = (id: string, more = {}) =>
      staff.post(`/correction-requests/${id}/decision`, { accepted: true, answer: 'ok', ...more });
    const number = await decide(await ask('number', other.number));
    expect(number.body).toMatchObject({ code: 'REQUEST_INVALID', fields: [{ path: '/number', rule: 'unique' }] });
    const unit = await decide(await ask('unit', '计算机学院'));
    expect(unit.body).toMatchObject({ code: 'REQUEST_INVALID', fields: [{ path: '/unitId', rule: 'required' }] });
    const [open] = (await staff.get('/correction-requests?state=open')).body.items as { id: string }[];
    const foreign = await decide(open?.id ?? '', { unitId: (await createSchool(harness)).rootUnitId });
    expect(foreign.body).toMatchObject({ code: 'REQUEST_INVALID', fields: [{ path: '/unitId', rule: 'exists' }] });
  });

  it('invites the first administrator by a link that works once within 72 hours', async () => {
    const names = { zh: '新学校', en: 'New school' };
    const founded = await harness.get(SchoolFounding).found({
      code: 'fresh',
      name: names,
      timeZone: 'Asia/Shanghai',
      administrator: { number: 'A1', name: '管理员' },
    });
    expect(await phone.refused('/invitations', { token: 'nope', newPassword: GOOD_PASSWORD })).toBe('INVITATION_WRONG');
    const accept = { token: founded.token, newPassword: GOOD_PASSWORD, device: phone.device };
    const ticket = await phone.ticket('enrol_totp', phone.say('/invitations', accept));
    const { tokens } = await phone.enrol(ticket);
    await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/role-grants').expect(200);
    expect(await phone.refused('/invitations', accept)).toBe('INVITATION_WRONG');
    const late = await harness.database.transaction((tx) =>
      harness.get(InvitationService).issue(tx, founded.schoolId, founded.administratorId),
    );
    harness.clock.advance({ hours: 73 });
    expect(await phone.refused('/invitations', { ...accept, token: late.token })).toBe('INVITATION_WRONG');
  });

  it('shows a school’s support without a session', async () => {
    const { body } = await harness.request.get(`/api/v1/schools/${school.code}/support`).expect(200);
    expect(body).toMatchObject({ phone: '0471-000000', halls: [] });
    expect(body.faq).toContainEqual(expect.objectContaining({ key: 'binding.forgotten', codes: expect.any(Array) }));
    await harness.request.get('/api/v1/schools/nowhere/support').expect(404);
  });
});
