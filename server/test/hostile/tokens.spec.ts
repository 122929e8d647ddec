import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import type { Tokens } from '@shared/identity';
import { newId } from '../../src/common/id';
import { KeyRing } from '../../src/common/key-ring';
import { SessionService } from '../../src/session/session.service';
import { TokenService } from '../../src/session/token.service';
import { ask, codeOf } from './ask';
import { makeWorld, type World } from './world';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('access tokens', () => {
  let world: World;
  let key: Buffer;
  let tokens: Tokens;
  let claims: Record<string, unknown>;

  beforeAll(async () => {
    world = await makeWorld();
    key = world.harness.get(KeyRing).current('token').secret;
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    tokens = await open('studentA', 'h5');
    claims = JSON.parse(Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString()) as typeof claims;
  });

  const open = async (person: 'studentA' | 'cardStaff', platform: 'h5' | 'alipay'): Promise<Tokens> => {
    const { harness, own } = world;
    const opened = await harness.database.transaction((tx) =>
      harness.get(SessionService).open(tx, {
        ...{ schoolId: own.rows.id, personId: own.people[person].id, platform, staffVerified: true },
        device: { id: newId(), name: 'phone' },
      }),
    );
    return opened.tokens;
  };

  /** A token signed by HMAC, as this server signs. */
  const signed = (
    { alg = 'HS256', ...header }: Record<string, unknown>,
    payload: Record<string, unknown> = claims,
    secret: Buffer | string = key,
  ): string => {
    const text = `${base64({ typ: 'JWT', alg, ...header })}.${base64(payload)}`;
    const hash = `sha${String(alg).slice(-3)}`;
    return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
  };

  const codeFor = async (authorization: string | undefined, path = '/api/v1/me/sessions'): Promise<string> =>
    codeOf(await ask(world.harness, { method: 'GET', path, headers: authorization ? { authorization } : {} }));

  it('are taken when they are as this server made them', async () => {
    expect(await codeFor(`Bearer ${tokens.accessToken}`)).toBe('status 200');
    expect(await codeFor(`Bearer ${signed({})}`)).toBe('status 200');
  });

  it('are refused without a signature, whatever the algorithm is called', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      const text = `${base64({ typ: 'JWT', alg })}.${base64(claims)}`;
      expect(await codeFor(`Bearer ${text}.`)).toBe('SIGN_IN_REQUIRED');
      expect(await codeFor(`Bearer ${text}.${tokens.accessToken.split('.')[2]}`)).toBe('SIGN_IN_REQUIRED');
    }
  });

  it('are refused under another algorithm, even with the right key', async () => {
    for (const alg of ['HS384', 'HS512']) {
      expect(await codeFor(`Bearer ${signed({ alg })}`)).toBe('SIGN_IN_REQUIRED');
    }
  });

  it('are refused when a key of the sender’s own signed them', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = publicKey.export({ format: 'jwk' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    const text = `${base64({ typ: 'JWT', alg: 'RS256', jwk })}.${base64(claims)}`;
    expect(
      await codeFor(`Bearer ${text}.${signWith('sha256', Buffer.from(text), privateKey).toString('base64url')}`),
    ).toBe('SIGN_IN_REQUIRED');
    for (const secret of [pem, '', 'secret', Buffer.alloc(32), key.toString('base64'), key.toString('hex')]) {
      expect(await codeFor(`Bearer ${signed({ jwk }, claims, secret)}`)).toBe('SIGN_IN_REQUIRED');
    }
  });

  it('choose no key by their header', async () => {
    const tricks = ['../../../../dev/null', `' UNION SELECT 'x' --`, 'https://example.invalid/keys.json', '\u0000'];
    for (const kid of tricks) {
      expect(await codeFor(`Bearer ${signed({ kid, jku: kid, x5u: kid }, claims, '')}`)).toBe('SIGN_IN_REQUIRED');
    }
  });

  it('end by the clock, and do not begin before their time', async () => {
    const now = Number(claims.iat);
    expect(await codeFor(`Bearer ${signed({}, { ...claims, exp: now })}`)).toBe('SIGN_IN_REQUIRED');
    expect(await codeFor(`Bearer ${signed({}, { ...claims, nbf: now + 60 })}`)).toBe('SIGN_IN_REQUIRED');
    world.harness.clock.advance({ minutes: 10, seconds: 1 });
    expect(await codeFor(`Bearer ${tokens.accessToken}`)).toBe('SIGN_IN_REQUIRED');
  });

  it('are for this audience: a ticket, a refresh token or anything else we signed opens nothing', async () => {
    const service = world.harness.get(TokenService);
    const steps = ['bind', 'choose_card', 'set_password', 'enrol_totp', 'totp'];
    const others = [
      ...steps.map((step) => service.sign(`sign-in/${step}`, { sid: claims.sid, jti: newId(), sealed: '' }, 600)),
      service.sign('', { sid: claims.sid }, 600),
      signed({}, { sid: claims.sid, exp: claims.exp }),
      tokens.refreshToken,
    ];
    for (const other of others) {
      expect(await codeFor(`Bearer ${other}`)).toBe('SIGN_IN_REQUIRED');
    }
  });

  it('refresh nothing, and tickets neither', async () => {
    const ticket = world.harness.get(TokenService).sign('sign-in/totp', { jti: newId() }, 600);
    for (const refreshToken of [tokens.accessToken, ticket, 'x', tokens.refreshToken.slice(0, -1)]) {
      const answer = await ask(world.harness, {
        method: 'POST',
        path: '/api/v1/sessions/refresh',
        body: { refreshToken },
      });
      expect(['SESSION_ENDED', 'REQUEST_INVALID']).toContain(codeOf(answer));
    }
  });

  it('are for a session that exists', async () => {
    expect(await codeFor(`Bearer ${signed({}, { ...claims, sid: newId() })}`)).toBe('SESSION_ENDED');
    expect(await codeFor(`Bearer ${signed({}, { ...claims, sid: { $ne: null } })}`)).toBe('SIGN_IN_REQUIRED');
  });

  it('stand in the header and nowhere else', async () => {
    const { accessToken } = tokens;
    expect(await codeFor(undefined, `/api/v1/me/sessions?access_token=${accessToken}`)).toBe('SIGN_IN_REQUIRED');
    expect(await codeFor(`Basic ${accessToken}`)).toBe('SIGN_IN_REQUIRED');
    expect(await codeFor(accessToken)).toBe('SIGN_IN_REQUIRED');
    const cookie = await ask(world.harness, {
      ...{ method: 'GET', path: '/api/v1/me/sessions', headers: { cookie: `access_token=${accessToken}` } },
    });
    expect(codeOf(cookie)).toBe('SIGN_IN_REQUIRED');
  });

  it('end at once where the session is signed out, and everywhere within five seconds', async () => {
    const authorization = `Bearer ${tokens.accessToken}`;
    expect(await codeFor(authorization)).toBe('status 200');
    await ask(world.harness, { method: 'DELETE', path: '/api/v1/me/sessions/current', token: tokens.accessToken });
    world.harness.clock.advance({ seconds: 5 });
    expect(await codeFor(authorization)).toBe('SESSION_ENDED');
    const again = await ask(world.harness, {
      ...{ method: 'POST', path: '/api/v1/sessions/refresh', body: { refreshToken: tokens.refreshToken } },
    });
    expect(codeOf(again)).toBe('SESSION_ENDED');
  });

  it('lose a role within five seconds of its being taken away', async () => {
    const { accessToken } = await open('cardStaff', 'h5');
    const path = '/api/v1/correction-requests';
    expect(await codeFor(`Bearer ${accessToken}`, path)).toBe('status 200');
    await world.harness.database.query(`DELETE FROM role_grants WHERE role = 'card_staff'`);
    world.harness.clock.advance({ seconds: 5 });
    expect(await codeFor(`Bearer ${accessToken}`, path)).toBe('PERMISSION_DENIED');
  });

  it('end within five seconds of the person’s leaving', async () => {
    const authorization = `Bearer ${tokens.accessToken}`;
    expect(await codeFor(authorization)).toBe('status 200');
    await world.harness.database.query(`UPDATE people SET state = 'left' WHERE id = $1`, [
      world.own.people.studentA.id,
    ]);
    world.harness.clock.advance({ seconds: 5 });
    expect(await codeFor(authorization)).toBe('PERSON_LEFT');
  });
});
