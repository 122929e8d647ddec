import { createHmac, createPublicKey } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { compactVerify, createLocalJWKSet } from 'jose';
import { LONGEST_CODE, type PassCodeClaims } from '@shared/pass-code';
import { FixedClock } from '../../test/fixed-clock';
import { newKeyFile, readKeyFile, rotatedPassCode, writeKeyFile } from '../common/key-ring';
import { rotatePassCode } from '../operator/keys-rotate';
import { readEnv } from '../env';
import { PassKeyService } from './pass-key.service';

const CLAIMS: PassCodeClaims = {
  ...{ sub: 'AZkP1x0aecCAAAAAAAAAAQ', aud: 's1.n2.i', iat: 1_788_739_200, exp: 1_788_739_260, jti: 'AbCd_-09', v: 1 },
};
/** As long as every part may be. */
const LARGEST: PassCodeClaims = {
  ...{
    sub: '_'.repeat(22),
    aud: 'zzzz.zzzzzz.i',
    iat: 9_999_999_940,
    exp: 9_999_999_999,
    jti: '_'.repeat(8),
    v: 99_999,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'pass-keys-'));
const path = join(folder, 'keys.json');
const clock = new FixedClock();
const env = readEnv({ DATABASE_URL: 'postgres://x', REDIS_URL: 'redis://x', KEYS_FILE: path });
const opened = (): PassKeyService => new PassKeyService(env, clock);

Logger.overrideLogger(false);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  clock.set('2026-09-07T00:00:00Z');
  writeKeyFile(path, newKeyFile('provided'));
});

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed code', () => {
  it('is no longer than a picture of version 12 holds, whatever is in it', () => {
    expect(opened().sign(LARGEST)).toHaveLength(LONGEST_CODE);
  });

  it('is read back by this server, and by an ordinary library with the published keys', async () => {
    const keys = opened();
    const code = keys.sign(CLAIMS);
    expect(keys.read(code)).toEqual({ is: 'genuine', claims: CLAIMS });
    const { payload, protectedHeader } = await compactVerify(code, createLocalJWKSet(keys.keySet()));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(CLAIMS);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: keys.keySet().keys[0]?.kid });
  });

  it('is forged once any bit of it is another', () => {
    const keys = opened();
    const code = keys.sign(CLAIMS);
    for (let at = 0; at < code.length; at++) {
      for (let bit = 0; bit < 7; bit++) {
        const sign = String.fromCharCode(code.charCodeAt(at) ^ (1 << bit));
        const { is } = keys.read(code.slice(0, at) + sign + code.slice(at + 1));
        expect(is === 'forged' || is === 'unreadable').toBe(true);
      }
    }
  });

  it('is forged without a signature, under another algorithm, and with a header of the sender’s own', () => {
    const keys = opened();
    const [header = '', payload = '', signature = ''] = keys.sign(CLAIMS).split('.');
    const kid = String(keys.keySet().keys[0]?.kid);
    const x = String(keys.keySet().keys[0]?.x);
    const pem = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const secrets = [x, Buffer.from(x, 'base64url'), pem.export({ type: 'spki', format: 'pem' }), ''];
    const headers: object[] = [
      ...['none', 'None', 'HS256', 'ES256', 'RS256', ''].map((alg) => ({ alg, kid })),
      ...['../../etc/passwd', `' OR 1=1 --`, 'ffff', '', null, { $ne: '' }].map((other) => ({
        alg: 'EdDSA',
        kid: other,
      })),
      ...[
        { alg: 'EdDSA' },
        { kid },
        {},
        { alg: 'EdDSA', kid, jwk: { x } },
        { alg: 'EdDSA', kid, crit: ['b64'], b64: false },
      ],
    ];
    for (const trick of headers) {
      const text = `${encoded(trick)}.${payload}`;
      const signatures = [
        signature,
        ...secrets.map((secret) => createHmac('sha256', secret).update(text).digest('base64url')),
        Buffer.alloc(64).toString('base64url'),
        '',
      ];
      for (const tried of signatures) {
        expect(keys.read(`${text}.${tried}`).is).not.toBe('genuine');
      }
    }
    expect(keys.read(`${header}.${payload}.${signature}`).is).toBe('genuine');
  });

  it('is no code at all when it has another form or is too long', () => {
    const keys = opened();
    const code = keys.sign(CLAIMS);
    const others = [
      '',
      'https://example.invalid',
      'a.b.c',
      `${code}.x`,
      `${code}=`,
      ` ${code}`,
      `${code}\n`,
      code.slice(0, -1),
    ];
    for (const other of [...others, 'x'.repeat(10_240), `${code}${'.'.repeat(4000)}`]) {
      expect(keys.read(other)).toEqual({ is: 'unreadable' });
    }
  });

  it('of another installation is forged', () => {
    const code = opened().sign(CLAIMS);
    writeKeyFile(path, newKeyFile('provided'));
    clock.advance({ seconds: 5 });
    expect(opened().read(code)).toEqual({ is: 'forged' });
  });
});

describe('a rotation', () => {
  const kids = (keys: PassKeyService): string[] => keys.keySet().keys.map(({ kid }) => kid);
  const signer = (keys: PassKeyService): string =>
    (JSON.parse(Buffer.from(keys.sign(CLAIMS).split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

  it('is known for 25 hours before the new key signs; the old one goes on for an hour more, then is refused', () => {
    const keys = opened();
    const [old = ''] = kids(keys);
    const code = keys.sign(CLAIMS);
    expect(rotatePassCode(path, clock.now(), false)).toBe('2026-09-08T01:00:00.000Z');
    clock.advance({ seconds: 5 });
    const [fresh = ''] = kids(keys);
    expect(kids(keys)).toEqual([fresh, old]);
    expect(keys.keySet().keys.map(({ nbf, exp }) => [nbf, exp])).toEqual([
      [Date.parse('2026-09-08T01:00:00Z') / 1000, null],
      [0, Date.parse('2026-09-08T02:00:00Z') / 1000],
    ]);
    expect(signer(keys)).toBe(old);
    clock.set('2026-09-08T01:00:00Z');
    expect(signer(keys)).toBe(fresh);
    expect(keys.read(code).is).toBe('genuine');
    clock.set('2026-09-08T02:00:00Z');
    expect(keys.read(code).is).toBe('forged');
    expect(kids(keys)).toEqual([fresh]);
  });

  it('leaves an old code good for who met it in time and tells of it two days later', async () => {
    const keys = opened();
    const code = keys.sign(CLAIMS);
    rotatePassCode(path, clock.now(), true);
    clock.advance({ hours: 48 });
    expect(keys.read(code)).toEqual({ is: 'forged' });
    expect(await keys.readLate(code, new Date('2026-09-07T00:30:00Z'))).toEqual({ is: 'genuine', claims: CLAIMS });
    expect(await keys.readLate(code, new Date('2026-09-07T01:00:00Z'))).toEqual({ is: 'forged' });
    expect(await keys.readLate(`${code.slice(0, -8)}AAAAAAAA`, new Date('2026-09-07T00:30:00Z'))).toEqual({
      is: 'forged',
    });
    expect(await keys.readLate('x', clock.now())).toEqual({ is: 'unreadable' });
  });

  it('counts in a running process after five seconds, not before', () => {
    const keys = opened();
    const [old = ''] = kids(keys);
    rotatePassCode(path, clock.now(), true);
    clock.advance({ seconds: 4 });
    expect(signer(keys)).toBe(old);
    clock.advance({ seconds: 1 });
    expect(signer(keys)).not.toBe(old);
  });

  it('leaves the keys in force where the file cannot be read', () => {
    const keys = opened();
    const before = kids(keys);
    renameSync(path, `${path}.away`);
    clock.advance({ minutes: 1 });
    expect(kids(keys)).toEqual(before);
    renameSync(`${path}.away`, path);
  });

  it('twice in a day lets no key sign after a later one began', () => {
    const first = rotatedPassCode(newKeyFile('provided'), clock.now(), false);
    const second = rotatedPassCode(first, clock.now(), true);
    expect(second.keys.pass_code.map(({ endsAt }) => endsAt)).toEqual([
      undefined,
      '2026-09-07T01:00:00.000Z',
      '2026-09-07T01:00:00.000Z',
    ]);
    const third = rotatedPassCode(second, new Date('2026-09-07T02:00:00Z'), false);
    expect(new Set(third.keys.pass_code.map(({ id }) => id)).size).toBe(4);
    const fourth = rotatedPassCode(third, new Date('2026-09-12T02:00:00Z'), true);
    expect(fourth.keys.pass_code).toHaveLength(2);
  });

  it('of a file without a key for pass codes makes one that signs at once', () => {
    const old = newKeyFile('provided');
    writeKeyFile(path, rotatedPassCode({ ...old, keys: { ...old.keys, pass_code: [] } }, clock.now(), false));
    expect(readKeyFile(path).keys.pass_code).toHaveLength(1);
    expect(opened().read(opened().sign(CLAIMS)).is).toBe('genuine');
  });
});
