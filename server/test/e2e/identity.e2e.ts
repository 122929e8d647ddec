import type { SignInAnswer } from '@shared/identity';
import { createCard, createPerson, createSchool, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { asCaller, clearStores, deviceNamed, GOOD_PASSWORD, initialOf, Phone } from '../identity-steps';

describe('signing in by number and password', () => {
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

  it('finds schools by a part of their name and refuses an unknown one', async () => {
    await createSchool(harness, { code: 'somewhere' });
    const found = await harness.request.get('/api/v1/schools').query({ search: 'SOMEWH' }).expect(200);
    expect(found.body.items).toEqual([
      { code: 'somewhere', name: expect.objectContaining({ zh: expect.any(String) }) },
    ]);
    expect(
      await phone.refused('/sessions', { ...phone.claim(school, { number: '1' }, 'x'), schoolCode: 'nowhere' }),
    ).toBe('SCHOOL_UNKNOWN');
  });

  it('lets an initial password do nothing but set another one', async () => {
    const person = await createPerson(harness, school, { cards: ['active'] });
    const answer = await phone.signIn(school, person, initialOf(person));
    expect(answer).toEqual({ step: 'set_password', ticket: expect.any(String) });
    const { ticket } = answer as { ticket: string };
    await harness.request.get('/api/v1/me').set('authorization', `Bearer ${ticket}`).expect(401);
    expect(await phone.refused('/sessions/totp', { ticket, code: '000000' })).toBe('TICKET_EXPIRED');
  });

  it.each([
    ['x', (ending: string) => ending.replace('0', 'x')],
    ['X', (ending: string) => ending.replace('0', 'X')],
    [
      'full-width',
      (ending: string) => ending.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ],
  ])('takes the last letter of the initial password as %s too', async (_, typed) => {
    const person = await createPerson(harness, school, { idNumber: '99000020010101123X' });
    const password = `${'01123'}${typed('0')}`;
    expect(await phone.signIn(school, person, password)).toMatchObject({ step: 'set_password' });
  });

  it('refuses a new password that is short, common, or made of the ID or the student number', async () => {
    const person = await createPerson(harness, school, { number: '202600123456', idNumber: '99000020010101123X' });
    const ticket = await phone.ticket('set_password', phone.signIn(school, person, initialOf(person)));
    const set = (newPassword: string) => phone.refused('/sessions/password', { ticket, newPassword });
    expect(await set('kurz')).toBe('PASSWORD_WEAK');
    expect(await set('password123')).toBe('PASSWORD_WEAK');
    expect(await set('my011230xx')).toBe('PASSWORD_DERIVED');
    expect(await set('yes-123456-no')).toBe('PASSWORD_DERIVED');
    expect(await phone.say('/sessions/password', { ticket, newPassword: GOOD_PASSWORD })).toMatchObject({
      step: 'done',
    });
  });

  it('uses a ticket once', async () => {
    const person = await createPerson(harness, school);
    const ticket = await phone.ticket('set_password', phone.signIn(school, person, initialOf(person)));
    await phone.say('/sessions/password', { ticket, newPassword: GOOD_PASSWORD });
    expect(await phone.refused('/sessions/password', { ticket, newPassword: 'another river 8' })).toBe(
      'TICKET_EXPIRED',
    );
  });

  it('lets a ticket end after ten minutes', async () => {
    const person = await createPerson(harness, school);
    const ticket = await phone.ticket('set_password', phone.signIn(school, person, initialOf(person)));
    harness.clock.advance({ minutes: 11 });
    expect(await phone.refused('/sessions/password', { ticket, newPassword: GOOD_PASSWORD })).toBe('TICKET_EXPIRED');
  });

  it('gives an unknown number and a wrong password one answer', async () => {
    const person = await createPerson(harness, school, { cards: ['frozen'], state: 'suspended' });
    expect(await phone.refused('/sessions', phone.claim(school, person, 'wrong one'))).toBe('CREDENTIALS_WRONG');
    expect(await phone.refused('/sessions', phone.claim(school, { number: 'nobody' }, 'wrong one'))).toBe(
      'CREDENTIALS_WRONG',
    );
  });

  it.each([
    ['suspended', 'PERSON_SUSPENDED'],
    ['left', 'PERSON_LEFT'],
  ] as const)('tells a %s person so only after the right password', async (state, code) => {
    const person = await createPerson(harness, school, { state });
    expect(await phone.refused('/sessions', phone.claim(school, person, initialOf(person)))).toBe(code);
  });

  it('lets an admitted person without a card in', async () => {
    const person = await createPerson(harness, school, { state: 'admitted' });
    const tokens = await phone.tokens(phone.firstSignIn(school, person));
    const me = await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/me').expect(200);
    expect(me.body).toMatchObject({
      state: 'admitted',
      card: null,
      balanceFen: null,
      roles: ['member'],
      totpEnrolled: false,
    });
  });

  it.each([
    ['lost', 'CARD_LOST'],
    ['frozen', 'CARD_FROZEN'],
  ] as const)('refuses to bind a %s card with its own code', async (state, code) => {
    const person = await createPerson(harness, school, { cards: [state] });
    const ticket = await phone.ticket('set_password', phone.signIn(school, person, initialOf(person)));
    expect(await phone.refused('/sessions/password', { ticket, newPassword: GOOD_PASSWORD })).toBe(code);
    expect(await phone.refused('/sessions', phone.claim(school, person, GOOD_PASSWORD))).toBe(code);
  });

  it('lets a bound person sign in with a card frozen since', async () => {
    const person = await createPerson(harness, school, { cards: ['active'] });
    await phone.tokens(phone.firstSignIn(school, person));
    await harness.database.query(`UPDATE cards SET state = 'frozen' WHERE person_id = $1`, [person.id]);
    const tokens = await phone.tokens(phone.signIn(school, person, GOOD_PASSWORD));
    const me = await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/me').expect(200);
    expect(me.body.card).toEqual({ lastFour: '1001', state: 'frozen' });
  });

  it('asks which of several cards, and refuses another four digits', async () => {
    const person = await createPerson(harness, school, { cards: ['active', 'active', 'cancelled'] });
    await createCard(harness, person, { lastFour: '7777', balanceFen: 1250 });
    const answer = await phone.firstSignIn(school, person);
    expect(answer).toMatchObject({ step: 'choose_card', cardCount: 3 });
    const ticket = await phone.ticket('choose_card', answer);
    expect(await phone.refused('/sessions/card', { ticket, lastFour: '0000' })).toBe('CARD_CHOICE_WRONG');
    expect(await phone.refused('/sessions/card', { ticket, lastFour: '1003' })).toBe('CARD_CHOICE_WRONG');
    const tokens = await phone.tokens(phone.say('/sessions/card', { ticket, lastFour: '7777' }));
    const me = await asCaller(harness, `Bearer ${tokens.accessToken}`).get('/me').expect(200);
    expect(me.body).toMatchObject({ card: { lastFour: '7777' }, balanceFen: 1250 });
    expect(await phone.refused('/sessions/card', { ticket, lastFour: '7777' })).toBe('TICKET_EXPIRED');
  });

  it('ends guessing of the card after five tries', async () => {
    const person = await createPerson(harness, school, { cards: ['active', 'active'] });
    const ticket = await phone.ticket('choose_card', phone.firstSignIn(school, person));
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await phone.refused('/sessions/card', { ticket, lastFour: `000${guess}` })).toBe('CARD_CHOICE_WRONG');
    }
    expect(await phone.refused('/sessions/card', { ticket, lastFour: '1001' })).toBe('SIGN_IN_THROTTLED');
  });

  it('tells the person about a new device, and not about the first', async () => {
    const person = await createPerson(harness, school, { cards: ['active'] });
    expect(await phone.firstSignIn(school, person)).toMatchObject({ newDevice: false });
    const other = new Phone(harness, deviceNamed('phone-2'));
    const answer = (await other.signIn(school, person, GOOD_PASSWORD)) as Extract<SignInAnswer, { step: 'done' }>;
    expect(answer.newDevice).toBe(true);
    const inbox = await asCaller(harness, `Bearer ${answer.tokens.accessToken}`).get('/notices').expect(200);
    expect(inbox.body.items).toContainEqual(
      expect.objectContaining({
        kind: 'session.new_device',
        params: expect.objectContaining({ deviceName: 'Phone phone-2' }),
      }),
    );
  });

  it.each([
    ['a password as a number', { password: 123456 }],
    ['no device', { device: undefined }],
    ['a property nobody knows', { role: 'school_admin' }],
    ['a NUL in the number', { number: 'a\0b' }],
    ['a device of another shape', { device: { id: 'x', name: 'y', admin: true } }],
  ])('refuses %s', async (_, change) => {
    const body = { ...phone.claim(school, { number: '1' }, 'x'), ...change };
    expect(await phone.refused('/sessions', body)).toBe('REQUEST_INVALID');
  });
});
