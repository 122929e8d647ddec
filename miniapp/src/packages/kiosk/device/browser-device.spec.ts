/** @jest-environment node */
import 'fake-indexeddb/auto';
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { verifySignature } from 'http-message-sig';
import { Gatekeeper } from '@shared/device/gatekeeper';
import { Keeping } from '@shared/device/keeping';
import { audienceOf, CODE_LIFE_SECONDS, type PassCodeClaims } from '@shared/pass-code';
import { TERMINAL_SIGNATURE, type Standing, type TerminalConfig } from '@shared/terminal';
import { VERDICT_WORDS } from '@shared/verdict';
import { BrowserDevice } from './browser-device';
import { KioskService } from '../service';
import { newDeviceKey } from './device-key';
import { enrol } from './enrolment';
import { Kept } from './kept';
import { signedHeaders } from './signed-headers';

const SERVER = 'https://pass.example';
const PASS = 'AAAAAAAAAAAAAAAAAAAAAA';
const DIGEST_KEY = randomBytes(32).toString('base64url');
const signer = generateKeyPairSync('ed25519');
const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');

const codeOf = (wish: Partial<PassCodeClaims> = {}, header: object = {}): string => {
  const iat = Math.floor(Date.now() / 1000);
  const claims: PassCodeClaims = {
    sub: PASS,
    aud: audienceOf({ schoolCode: 's1', gateCode: 'n2', direction: 'in' }),
    ...{ iat, exp: iat + CODE_LIFE_SECONDS, jti: randomBytes(6).toString('base64url'), v: 1 },
    ...wish,
  };
  const input = `${part({ alg: 'EdDSA', kid: 'k1', ...header })}.${part(claims)}`;
  return `${input}.${sign(null, Buffer.from(input), signer.privateKey).toString('base64url')}`;
};

const CONFIG: TerminalConfig = {
  ...{ serverTime: new Date().toISOString(), terminalId: 'terminal', name: '一号', schoolCode: 's1', feverTenths: 373 },
  gate: {
    ...{ id: 'gate', code: 'n2', name: { zh: '北门', en: 'North gate' }, directions: ['in', 'out'] },
    ...{ antiPassback: 'off', needsTemporaryPass: false, needsBooking: false },
  },
  numberDigestKey: DIGEST_KEY,
  keys: {
    keys: [
      {
        ...{ kty: 'OKP', crv: 'Ed25519', kid: 'k1', use: 'sig', alg: 'EdDSA', nbf: 1, exp: null },
        x: signer.publicKey.export({ format: 'jwk' }).x ?? '',
      },
    ],
  },
};
const digestOf = (number: string): string =>
  createHmac('sha256', Buffer.from(DIGEST_KEY, 'base64url'))
    .update(number)
    .digest()
    .subarray(0, 16)
    .toString('base64url');

/** The network, as far as the page knows. */
let answer: (path: string, body: string) => { status: number; content: object } | null = () => null;
const asked: { path: string; headers: Record<string, string>; body: string }[] = [];
/** Something on the way takes every request and answers none. */
let isSwallowed = false;
const untilGivenUp = (signal?: AbortSignal | null): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('given up'))));
globalThis.fetch = ((url: string, init?: RequestInit) => {
  const path = url.slice(`${SERVER}/api/v1/terminal/`.length);
  const body = String(init?.body ?? '');
  asked.push({ path, body, headers: init?.headers as Record<string, string> });
  if (isSwallowed) {
    return untilGivenUp(init?.signal);
  }
  const reply = answer(path, body);
  return reply
    ? Promise.resolve(new Response(JSON.stringify(reply.content), { status: reply.status }))
    : Promise.reject(new TypeError('Failed to fetch'));
}) as typeof fetch;

let kept: Kept;
const start = async () => {
  const device = await BrowserDevice.start(kept, SERVER);
  if (!device) {
    throw new Error('not enrolled');
  }
  const keeping = new Keeping(device, 'test', 0);
  return { device, keeping, gate: new Gatekeeper(device, keeping, { lane: null, answerWithinMs: 100 }) };
};
const enrolHere = async (terminalId = 'terminal', keyId = 'key-1'): Promise<void> => {
  answer = () => ({ status: 200, content: { terminalId, keyId, config: CONFIG } });
  await enrol(kept, SERVER, 'code-1');
  answer = () => null;
};

beforeEach(async () => {
  kept = await Kept.open();
  await kept.wipe();
  asked.length = 0;
  answer = () => null;
  isSwallowed = false;
});
afterEach(() => kept.close());

describe('enrolling a browser', () => {
  it('hands over the public half of a key that cannot leave it', async () => {
    await enrolHere();
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ code: 'code-1', key: { kty: 'EC', crv: 'P-256' } });
    const device = await kept.get('device');
    expect(device?.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', device?.privateKey as CryptoKey)).rejects.toThrow();
  });

  it('proves that it has the key by signing the very request with it', async () => {
    await enrolHere();
    const [request] = asked;
    const { key } = JSON.parse(request?.body ?? '') as { key: JsonWebKey };
    const publicKey = await crypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'verify',
    ]);
    const target = '/api/v1/terminal/enrolment';
    const { parameters } = await verifySignature(
      {
        ...{ kind: 'request', method: 'POST', targetUri: SERVER + target, requestTarget: target },
        fields: Object.entries(request?.headers ?? {}).map(([name, value]) => ({ name, value })),
      },
      {
        policy: {
          algorithms: [TERMINAL_SIGNATURE.algorithm],
          requiredComponents: TERMINAL_SIGNATURE.components,
          requiredParameters: TERMINAL_SIGNATURE.parameters,
          maxAge: TERMINAL_SIGNATURE.maxAgeSeconds,
        },
        resolveVerifier: () => ({
          algorithm: TERMINAL_SIGNATURE.algorithm,
          verify: (data, signature) =>
            crypto.subtle.verify(
              { name: 'ECDSA', hash: 'SHA-256' },
              publicKey,
              new Uint8Array(signature),
              new Uint8Array(data),
            ),
        }),
      },
    );
    expect(parameters.keyid).toBe('new');
    const digest = createHash('sha256')
      .update(request?.body ?? '')
      .digest('base64');
    expect(request?.headers['content-digest']).toBe(`sha-256=:${digest}:`);
  });

  it('loses no event where the same terminal gets another key, and starts with nothing as another terminal', async () => {
    await enrolHere();
    const before = await start();
    await kept.put('standings', { cursor: 'c1', items: [] });
    const code = codeOf();
    await before.gate.show({ code }, 365);
    await enrolHere('terminal', 'key-2');
    const { device, gate } = await start();
    expect(device.memory.queue).toMatchObject([{ code, bootId: before.device.bootId }]);
    expect([device.bootNumber, device.standings.cursor]).toEqual([before.device.bootNumber + 1, null]);
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
    expect((await kept.get('device'))?.keyId).toBe('key-2');
    await enrolHere('another terminal');
    expect((await start()).device.memory).toMatchObject({ queueLength: 0, bootNumber: 1 });
  });

  it('keeps nothing of an enrolment that was refused', async () => {
    answer = () => ({ status: 401, content: { code: 'ENROLMENT_CODE_WRONG', status: 401 } });
    await expect(enrol(kept, SERVER, 'wrong')).rejects.toThrow('ENROLMENT_CODE_WRONG');
    expect(await BrowserDevice.start(kept, SERVER)).toBeNull();
  });
});

describe('a page without network', () => {
  beforeEach(() => enrolHere());

  it('judges by the common rules and keeps what happened', async () => {
    const { gate, device } = await start();
    const code = codeOf();
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
    expect(device.memory.queueLength).toBe(2);
  });

  it('keeps nobody waiting for its own start to be announced', async () => {
    const { gate } = await start();
    isSwallowed = true;
    const startedAtMs = performance.now();
    expect(await gate.show({ code: codeOf() }, 365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    expect(asked.at(-1)?.path).toBe('boots');
  });

  it('says of which day its lists are, over restarts, and that it has none before the first', async () => {
    const lastSyncAt = async () => {
      const { device } = await start();
      return new KioskService(device, null, () => undefined).snapshot().lastSyncAt;
    };
    expect(await lastSyncAt()).toBeNull();
    await kept.put('standings', { cursor: 'c1', items: [] });
    await kept.put('config', { ...CONFIG, serverTime: '2026-09-01T02:00:00.000Z' });
    expect(await lastSyncAt()).toEqual(new Date('2026-09-01T02:00:00.000Z'));
  });

  it('loses neither events nor used codes when it is closed', async () => {
    const code = codeOf();
    const first = await start();
    await first.gate.show({ code }, 365);
    const { gate, device } = await start();
    expect(device.bootNumber).toBe(first.device.bootNumber + 1);
    expect(device.memory.queue).toMatchObject([{ code, verdict: 'admitted', bootId: first.device.bootId }]);
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
  });

  it('admits one of two at the same moment', async () => {
    const { gate } = await start();
    const code = codeOf();
    const both = await Promise.all([gate.show({ code }, 365), gate.show({ code }, 365)]);
    expect(both.map(({ verdict }) => verdict)).toEqual(['admitted', 'code_used']);
  });

  it.each([
    ['another key', { kid: 'k9' }],
    ['no signature', { alg: 'none' }],
    ['demands that it does not know', { crit: 1 }],
  ])('takes a code with %s for forged', async (_, header) => {
    const { gate } = await start();
    expect(await gate.show({ code: codeOf({}, header) }, 365)).toMatchObject({ verdict: 'code_forged' });
  });

  it('takes a changed code for forged and other squares for unreadable', async () => {
    const { gate } = await start();
    const [header, , signature] = codeOf().split('.');
    const [, payload] = codeOf({ v: 2 }).split('.');
    expect(await gate.show({ code: `${header}.${payload}.${signature}` }, 365)).toMatchObject({
      verdict: 'code_forged',
    });
    for (const code of ['hello', 'a.b.c', 'x'.repeat(9_000)]) {
      expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_unreadable' });
    }
  });

  it('does not accept a key that has retired', async () => {
    const retired = CONFIG.keys.keys.map((key) => ({ ...key, exp: 1_000 }));
    await kept.put('config', { ...CONFIG, keys: { keys: retired } });
    const { gate } = await start();
    expect(await gate.show({ code: codeOf() }, 365)).toMatchObject({ verdict: 'code_forged' });
  });

  it('knows a number by its digest', async () => {
    const standing: Standing = { passId: PASS, epoch: 1, refusal: null, numberDigest: digestOf('20230001') };
    await kept.put('standings', { cursor: null, items: [standing] });
    const { gate } = await start();
    const show = (number: string) => gate.show({ number, direction: 'out' }, 365);
    expect(await show('20230001')).toMatchObject({ verdict: 'admitted', direction: 'out' });
    expect(await show('20230002')).toMatchObject({ verdict: 'number_unknown' });
  });

  it('sends whoever it cannot check to the keeper, and tells nobody to apply for what they may have', async () => {
    await kept.put('config', { ...CONFIG, gate: { ...CONFIG.gate, needsTemporaryPass: true } });
    const { gate } = await start();
    const { verdict, words } = await gate.show({ code: codeOf() });
    expect([verdict, words.title, words.next.en]).toEqual([
      ...['temporary_pass_needed', VERDICT_WORDS.temporary_pass_needed.title],
      expect.stringMatching(/ask the keeper/),
    ]);
    expect((await gate.show({ number: '7', direction: 'in' })).words.next.en).toMatch(/show the code/);
  });

  it('opens the door of a venue to codes alone, and lets out by number', async () => {
    const standing: Standing = { passId: PASS, epoch: 1, refusal: null, numberDigest: digestOf('20230001') };
    await kept.put('standings', { cursor: null, items: [standing] });
    await kept.put('config', { ...CONFIG, gate: { ...CONFIG.gate, needsBooking: true } });
    const { gate } = await start();
    const show = (direction: 'in' | 'out') => gate.show({ number: '20230001', direction }, 365);
    expect(await show('in')).toMatchObject({ verdict: 'booking_needed', admitted: false });
    expect(await show('out')).toMatchObject({ verdict: 'admitted' });
    expect(await gate.show({ code: codeOf() }, 365)).toMatchObject({ verdict: 'admitted' });
  });
});

describe('a page whose network is back', () => {
  beforeEach(() => enrolHere());

  const serve = (path: string, body: string): { status: number; content: object } | null => {
    const serverTime = new Date().toISOString();
    if (path === 'config') {
      return { status: 200, content: { ...CONFIG, serverTime } };
    }
    if (path.startsWith('standings/check')) {
      return { status: 200, content: { cursor: 'c1', count: 1, sum: sumOf(`${PASS}|1|pass_held`) } };
    }
    if (path.startsWith('standings')) {
      const items: Standing[] = [{ passId: PASS, epoch: 1, refusal: 'pass_held', numberDigest: null }];
      // the first page tells something that is out of date: only a new beginning gives the truth
      const isStale = !asked.some((one) => one.path.startsWith('standings/check'));
      return {
        status: 200,
        content: {
          items: isStale ? items.map((item) => ({ ...item, refusal: null })) : items,
          cursor: 'c1',
          isComplete: true,
        },
      };
    }
    if (path === 'events') {
      const { events } = JSON.parse(body) as { events: { bootId: string; sequence: number }[] };
      const outcomes = events.map((key) => ({ ...key, outcome: 'stored', reason: null }));
      return { status: 200, content: { serverTime, outcomes } };
    }
    return { status: 200, content: { serverTime, offsetMs: 0 } };
  };
  const sumOf = (text: string): string =>
    String(parseInt(createHash('sha256').update(text).digest('hex').slice(0, 12), 16));

  it('tells what happened, and takes everything anew where the sums differ', async () => {
    const { gate, device, keeping } = await start();
    await gate.show({ code: codeOf() }, 365);
    answer = serve;
    await keeping.round();
    expect(device.memory.queueLength).toBe(0);
    expect(asked.map(({ path }) => path).filter((path) => path.startsWith('standings'))).toEqual([
      ...['standings', 'standings/check?cursor=c1', 'standings', 'standings/check?cursor=c1', 'standings?cursor=c1'],
    ]);
    expect(device.standings.ofPass(PASS)).toMatchObject({ refusal: 'pass_held' });
    answer = () => null;
    expect(await gate.show({ code: codeOf() }, 365)).toMatchObject({ verdict: 'pass_held' });
  });

  it('writes thirty thousand rows when one has changed, not every half a minute', async () => {
    const { device, keeping } = await start();
    answer = serve;
    await keeping.round();
    answer = (path, body) =>
      path.startsWith('standings') && !path.includes('check')
        ? { status: 200, content: { items: [], cursor: 'c2', isComplete: true } }
        : serve(path, body);
    await keeping.round();
    expect(device.standings.cursor).toBe('c2');
    expect((await kept.get('standings'))?.cursor).toBe('c1');
  });
});

describe('a page that the server refuses', () => {
  beforeEach(() => enrolHere());

  const refusedWith = async (code: string, fault: string): Promise<string[]> => {
    const { device } = await start();
    const endings: string[] = [];
    answer = () => ({ status: 401, content: { code, status: 401, details: { fault } } });
    const service = new KioskService(device, null, (why) => endings.push(why));
    service.showNumber('20230001', 'in');
    await new Promise<void>((resolve) => {
      const look = (): void =>
        service.snapshot().screen.is === 'asking' && endings.length === 0 ? undefined : resolve();
      service.subscribe(look);
      look();
    });
    service.stop();
    return endings;
  };

  it('serves nobody where its key has ended, and keeps what it has until it is enrolled again', async () => {
    expect(await refusedWith('TERMINAL_SIGNATURE_INVALID', 'signature')).toEqual(['unknown']);
    expect(await kept.get('device')).not.toBeNull();
  });

  it('goes on where something on the way spoils its requests', async () => {
    expect(await refusedWith('TERMINAL_SIGNATURE_INVALID', 'digest')).toEqual([]);
  });

  it('keeps nothing where it was revoked', async () => {
    expect(await refusedWith('TERMINAL_REVOKED', '')).toEqual(['revoked']);
    expect(await kept.get('device')).toBeNull();
  });
});

describe('signing in the page', () => {
  it('never repeats a nonce', async () => {
    const { privateKey } = await newDeviceKey();
    const signHeaders = signedHeaders('key-1', privateKey);
    const request = { method: 'GET', origin: SERVER, target: '/a', body: '', createdAt: new Date() } as const;
    const [one, other] = await Promise.all([signHeaders(request), signHeaders(request)]);
    expect(one['signature-input']).not.toBe(other['signature-input']);
  });
});
