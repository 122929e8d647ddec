import { createSecretKey, randomBytes } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import type { Tokens } from '@shared/identity';
import { KeyRing } from '../../src/common/key-ring';
import { createPerson, createSchool, createUnit, signIn, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { asCaller, clearStores, deviceNamed, GOOD_PASSWORD, initialOf, Phone } from '../identity-steps';

describe('sessions', () => {
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

  const refresh = async (refreshToken: string): Promise<{ status: number; body: Tokens & { code?: string } }> => {
    const { status, body } = await harness.request.post('/api/v1/sessions/refresh').send({ refreshToken });
    return { status, body };
  };
  const codeOf = async (bearer: string): Promise<string | undefined> =>
    (await asCaller(harness, bearer).get('/me')).body.code;

  it('rotates the refresh token; a lost answer may be asked again, the lost pair is void', async () => {
    const { tokens } = await signIn(harness, await createPerson(harness, school));
    const lost = await refresh(tokens.refreshToken);
    harness.clock.advance({ seconds: 9 });
    const again = await refresh(tokens.refreshToken);
    expect([lost.status, again.status]).toEqual([200, 200]);
    expect(again.body.refreshToken).not.toBe(lost.body.refreshToken);
    expect((await refresh(again.body.refreshToken)).status).toBe(200);
  });

  it('ends the session when an earlier refresh token comes back', async () => {
    const { tokens, bearer } = await signIn(harness, await createPerson(harness, school));
    const second = await refresh(tokens.refreshToken);
    const third = await refresh(second.body.refreshToken);
    harness.clock.advance({ seconds: 11 });
    expect((await refresh(tokens.refreshToken)).body.code).toBe('REFRESH_REUSED');
    expect((await refresh(third.body.refreshToken)).body.code).toBe('SESSION_ENDED');
    expect(await codeOf(bearer)).toBe('SESSION_ENDED');
  });

  it('lets an invented refresh token end nothing', async () => {
    const { tokens } = await signIn(harness, await createPerson(harness, school));
    const forged = Buffer.from(tokens.refreshToken, 'base64url');
    randomBytes(16).copy(forged, 20);
    expect((await refresh(forged.toString('base64url'))).body.code).toBe('SESSION_ENDED');
    expect((await refresh('x')).body.code).toBe('SESSION_ENDED');
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
  });

  it.each([
    ['h5', 30],
    ['weapp', 90],
  ] as const)('ends a %s session after %i days', async (platform, days) => {
    const { tokens } = await signIn(harness, await createPerson(harness, school), { platform });
    harness.clock.advance({ days: days - 1 });
    const later = await refresh(tokens.refreshToken);
    expect(later.status).toBe(200);
    harness.clock.advance({ days: 1, seconds: 1 });
    expect((await refresh(later.body.refreshToken)).body.code).toBe('SESSION_ENDED');
  });

  it('refuses tokens of another algorithm, key, audience or time', async () => {
    const { tokens } = await signIn(harness, await createPerson(harness, school));
    const [, payload] = tokens.accessToken.split('.');
    const { sid } = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as { sid: string };
    const now = Math.floor(harness.clock.now().getTime() / 1000);
    const claims = { sid, aud: 'api', iat: now, exp: now + 60 };
    const key = harness.get(KeyRing).current('token').object;
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const forged = [
      none,
      sign(claims, createSecretKey(randomBytes(32))),
      sign(claims, key, { algorithm: 'HS512' }),
      sign({ ...claims, aud: 'sign-in/totp' }, key),
      sign({ ...claims, exp: now - 1 }, key),
      sign({ ...claims, nbf: now + 60 }, key),
      tokens.refreshToken,
    ];
    for (const token of forged) {
      expect(await codeOf(`Bearer ${token}`)).toBe('SIGN_IN_REQUIRED');
    }
    expect(await codeOf(`Bearer ${sign(claims, key)}`)).toBeUndefined();
    harness.clock.advance({ minutes: 11 });
    expect(await codeOf(`Bearer ${tokens.accessToken}`)).toBe('SIGN_IN_REQUIRED');
  });

  it('feels a change of state, role or session within five seconds', async () => {
    const person = await createPerson(harness, school, { roles: [{ role: 'school_admin' }] });
    const { bearer } = await signIn(harness, person);
    await asCaller(harness, bearer).get('/role-grants').expect(200);
    await harness.database.query('DELETE FROM role_grants WHERE person_id = $1', [person.id]);
    harness.clock.advance({ seconds: 5 });
    expect((await asCaller(harness, bearer).get('/role-grants')).body.code).toBe('PERMISSION_DENIED');
    await harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [person.id]);
    harness.clock.advance({ seconds: 5 });
    expect(await codeOf(bearer)).toBe('PERSON_SUSPENDED');
    await harness.database.query(`UPDATE people SET state = 'left' WHERE id = $1`, [person.id]);
    harness.clock.advance({ seconds: 5 });
    expect(await codeOf(bearer)).toBe('PERSON_LEFT');
  });

  it('keeps staff roles out of a session without the second factor', async () => {
    const unit = await createUnit(harness, school);
    const person = await createPerson(harness, school, { roles: [{ role: 'counsellor', unitId: unit.id }] });
    const { bearer } = await signIn(harness, person, { staffVerified: false });
    expect((await asCaller(harness, bearer).get('/me')).body.roles).toEqual(['member']);
  });

  it('lists the person’s own sessions and ends one of them, never somebody else’s', async () => {
    const [person, other] = [await createPerson(harness, school), await createPerson(harness, school)];
    const [here, there, foreign] = [
      await signIn(harness, person),
      await signIn(harness, person, { platform: 'weapp' }),
      await signIn(harness, other),
    ];
    const caller = asCaller(harness, here.bearer);
    const { items } = (await caller.get('/me/sessions').expect(200)).body as {
      items: { id: string; current: boolean }[];
    };
    expect(items).toHaveLength(2);
    await caller.delete(`/me/sessions/${items.find(({ current }) => !current)?.id}`).expect(204);
    expect(await codeOf(there.bearer)).toBe('SESSION_ENDED');
    const [foreignSession] = (await asCaller(harness, foreign.bearer).get('/me/sessions')).body.items as {
      id: string;
    }[];
    await caller.delete(`/me/sessions/${foreignSession?.id}`).expect(404);
    await caller.delete('/me/sessions/current').expect(204);
    harness.clock.advance({ seconds: 5 });
    expect(await codeOf(here.bearer)).toBe('SESSION_ENDED');
  });

  it('changes the password by the current one and ends the other sessions', async () => {
    const person = await createPerson(harness, school);
    const here = await phone.tokens(phone.firstSignIn(school, person));
    const elsewhere = await signIn(harness, person, { deviceId: 'old-laptop' });
    const caller = asCaller(harness, `Bearer ${here.accessToken}`);
    const change = { currentPassword: GOOD_PASSWORD, newPassword: 'the other bank 9' };
    expect((await caller.put('/me/password', { ...change, currentPassword: 'no' })).body.code).toBe(
      'CREDENTIALS_WRONG',
    );
    await caller.put('/me/password', change).expect(204);
    expect(await codeOf(elsewhere.bearer)).toBe('SESSION_ENDED');
    expect(await phone.refused('/sessions', phone.claim(school, person, GOOD_PASSWORD))).toBe('CREDENTIALS_WRONG');
    expect(await phone.signIn(school, person, 'the other bank 9')).toMatchObject({ step: 'done' });
  });

  it('marks a device that more than five people used within a day', async () => {
    const shared = new Phone(harness, deviceNamed('kiosk'));
    for (let index = 0; index < 6; index += 1) {
      await shared.firstSignIn(school, await createPerson(harness, school));
    }
    const rows: { shared_device: boolean }[] = await harness.database.query('SELECT shared_device FROM sessions');
    expect(rows.map((row) => row.shared_device)).toEqual(Array(6).fill(true));
  });
});

describe('guessing passwords', () => {
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

  it('answers a thousand wrong guesses with at most five comparisons, and refuses the right one while locked', async () => {
    const person = await createPerson(harness, school);
    const codes = new Map<string, number>();
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, guess) =>
          phone.refused('/sessions', phone.claim(school, person, `wrong ${round}/${guess}`)),
        ),
      );
      answers.forEach((code) => codes.set(code, (codes.get(code) ?? 0) + 1));
    }
    expect(Object.fromEntries(codes)).toEqual({ CREDENTIALS_WRONG: 5, SIGN_IN_THROTTLED: 995 });
    expect(await phone.refused('/sessions', phone.claim(school, person, initialOf(person)))).toBe('SIGN_IN_THROTTLED');
  });

  it('throttles an unknown number like a known one', async () => {
    const guess = () => phone.refused('/sessions', phone.claim(school, { number: 'nobody' }, 'wrong'));
    for (let count = 0; count < 5; count += 1) {
      expect(await guess()).toBe('CREDENTIALS_WRONG');
    }
    expect(await guess()).toBe('SIGN_IN_THROTTLED');
  });

  it('stops guesses sprayed over many accounts for the whole school, sessions go on', async () => {
    const person = await createPerson(harness, school);
    const { bearer } = await signIn(harness, person);
    let compared = 0;
    let last = '';
    for (let account = 0; account < 1_000 && last !== 'SCHOOL_THROTTLED'; account += 20) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const sprayer = new Phone(harness, deviceNamed(`bot-${account + index}`));
          return sprayer.refused('/sessions', sprayer.claim(school, { number: `${account + index}` }, '123450'));
        }),
      );
      compared += answers.filter((code) => code === 'CREDENTIALS_WRONG').length;
      last = answers.at(-1) ?? '';
    }
    expect(last).toBe('SCHOOL_THROTTLED');
    expect(compared).toBeLessThanOrEqual(320);
    expect(await phone.refused('/sessions', phone.claim(school, person, initialOf(person)))).toBe('SCHOOL_THROTTLED');
    await asCaller(harness, bearer).get('/me').expect(200);
  });
});
