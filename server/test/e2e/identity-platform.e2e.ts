import type { Tokens } from '@shared/identity';
import { createPerson, createSchool, type TestPerson, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { asCaller, clearStores, deviceNamed, GOOD_PASSWORD, initialOf, Phone } from '../identity-steps';

describe('signing in by a platform', () => {
  let harness: Harness;
  let school: TestSchool;
  let phone: Phone;

  beforeAll(async () => {
    harness = await startApp();
    phone = new Phone(harness);
  });
  beforeEach(async () => {
    await clearStores(harness);
    school = await createSchool(harness);
  });
  afterAll(() => harness.close());

  const bound = async (person: TestPerson, code: string, by = phone): Promise<Tokens> => {
    const ticket = await by.platformTicket(code);
    const claim = { ticket, schoolCode: school.code, number: person.number };
    const next = await by.ticket('set_password', by.say('/bindings', { ...claim, password: initialOf(person) }));
    return by.tokens(by.say('/sessions/password', { ticket: next, newPassword: GOOD_PASSWORD }));
  };
  const platform = (code: string) => ({ platform: 'alipay', code, device: phone.device });

  it('binds once, then signs in by the code alone', async () => {
    const person = await createPerson(harness, school, { cards: ['active'] });
    await bound(person, 'sandbox:ali-1');
    const tokens = await phone.tokens(phone.say('/sessions/platform', platform('sandbox:ali-1')));
    const me = await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/me').expect(200);
    expect(me.body).toMatchObject({ number: person.number, bindings: [{ platform: 'alipay' }] });
  });

  it('is away where nobody exchanges the platform’s codes, and says so', async () => {
    process.env.PLATFORM_SANDBOX = 'false';
    const without = await startApp().finally(() => {
      process.env.PLATFORM_SANDBOX = 'true';
    });
    try {
      const signIn = without.request.post('/api/v1/sessions/platform').send(platform('sandbox:ali-1'));
      expect((await signIn.expect(503)).body).toMatchObject({ code: 'PLATFORM_UNAVAILABLE', status: 503 });
    } finally {
      await without.close();
    }
  });

  it('refuses a wrong code and a person without a real name at Alipay', async () => {
    expect(await phone.refused('/sessions/platform', platform('whatever'))).toBe('PLATFORM_CODE_WRONG');
    expect(await phone.refused('/sessions/platform', platform('sandbox:ali-2:uncertified'))).toBe('REAL_NAME_MISSING');
  });

  it('refuses to bind a login that became somebody else’s meanwhile', async () => {
    const [first, second] = [await createPerson(harness, school), await createPerson(harness, school)];
    const late = await phone.platformTicket('sandbox:ali-3');
    await bound(first, 'sandbox:ali-3');
    const claim = { ticket: late, schoolCode: school.code, number: second.number, password: initialOf(second) };
    expect(await phone.refused('/bindings', claim)).toBe('BINDING_TAKEN');
  });

  it('lets a new phone of the same platform replace the old one, whose sessions end', async () => {
    const person = await createPerson(harness, school);
    const old = await bound(person, 'sandbox:ali-old');
    const newPhone = new Phone(harness, deviceNamed('phone-new'));
    const ticket = await newPhone.platformTicket('sandbox:ali-new');
    const claim = { ticket, schoolCode: school.code, number: person.number, password: GOOD_PASSWORD };
    const tokens = await newPhone.tokens(newPhone.say('/bindings', claim));
    await asCaller(harness, `Bearer ${old.accessToken}`).get('/me').expect(401);
    const inbox = await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/notices').expect(200);
    expect(inbox.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['binding.added', 'binding.removed', 'session.new_device']),
    );
    expect(await phone.say('/sessions/platform', platform('sandbox:ali-old'))).toMatchObject({ step: 'bind' });
  });

  it('unbinds on the person’s own wish, once', async () => {
    const person = await createPerson(harness, school);
    const tokens = await bound(person, 'sandbox:ali-4');
    const caller = asCaller(harness, `Bearer ${tokens.accessToken}`);
    const me = await caller.get('/me').expect(200);
    const [binding] = me.body.bindings as { id: string }[];
    await caller.delete(`/me/bindings/${binding?.id}`).expect(204);
    harness.clock.advance({ seconds: 5 });
    expect((await caller.get('/me').expect(401)).body.code).toBe('SESSION_ENDED');
    expect(await phone.say('/sessions/platform', platform('sandbox:ali-4'))).toMatchObject({ step: 'bind' });
  });

  it('lets a bound person in while their password sign-in is throttled', async () => {
    const person = await createPerson(harness, school);
    await bound(person, 'sandbox:ali-5');
    for (let guess = 0; guess < 5; guess += 1) {
      await phone.refused('/sessions', phone.claim(school, person, `wrong ${guess}`));
    }
    expect(await phone.refused('/sessions', phone.claim(school, person, GOOD_PASSWORD))).toBe('SIGN_IN_THROTTLED');
    expect(await phone.say('/sessions/platform', platform('sandbox:ali-5'))).toMatchObject({ step: 'done' });
  });

  it('gives staff roles to a platform session only after the second factor', async () => {
    const person = await createPerson(harness, school, { roles: [{ role: 'card_staff' }] });
    const ticket = await phone.platformTicket('sandbox:ali-6');
    const claim = { ticket, schoolCode: school.code, number: person.number, password: initialOf(person) };
    const next = await phone.ticket('set_password', phone.say('/bindings', claim));
    const enrol = await phone.ticket(
      'enrol_totp',
      phone.say('/sessions/password', { ticket: next, newPassword: GOOD_PASSWORD }),
    );
    const { secret } = await phone.enrol(enrol);
    const totp = await phone.ticket('totp', phone.say('/sessions/platform', platform('sandbox:ali-6')));
    expect(await phone.refused('/sessions/totp', { ticket: totp, code: phone.codeOf(secret) })).toBe('TOTP_WRONG');
    harness.clock.advance({ seconds: 30 });
    const tokens = await phone.tokens(phone.say('/sessions/totp', { ticket: totp, code: phone.codeOf(secret) }));
    await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/people').expect(200);
  });
});
