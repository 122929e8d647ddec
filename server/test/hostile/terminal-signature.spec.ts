import { randomBytes, sign, verify } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { component } from 'http-message-sig';
import type { Problem } from '@shared/errors';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import { newId } from '../../src/common/id';
import { contentDigestOf, newDeviceKey, type SigningWish } from '../terminal-client';
import type { TestTerminal } from '../terminal-factories';
import { ask, codeOf, type Answer, type Question } from './ask';
import { fingerprint } from './attempts';
import { makeWorld, type World } from './world';

const PATH = '/api/v1/terminal/heartbeats';
const { components } = TERMINAL_SIGNATURE;

type Headers = Record<string, string>;

describe('a request of a terminal', () => {
  let world: World;
  let own: TestTerminal;
  let other: TestTerminal;

  beforeAll(async () => {
    world = await makeWorld();
    own = world.own.terminal;
    other = world.other.terminal;
  });
  afterAll(() => world.close());

  const heartbeat = (): string =>
    JSON.stringify({
      ...{ bootId: own.bootId, sentAt: world.harness.clock.now().toISOString(), queuedEvents: 0, version: '1' },
    });
  const signed = (wish: SigningWish = {}, body = heartbeat(), target = PATH, method = 'POST'): Headers =>
    own.client.headersFor(method, target, body, wish);
  const send = (headers: Headers, body = heartbeat(), question: Partial<Question> = {}): Promise<Answer> =>
    ask(world.harness, {
      ...{ method: 'POST', path: PATH, ...question },
      headers: { ...headers, 'content-type': 'application/json' },
      body: question.method === 'GET' ? undefined : (JSON.parse(body) as object),
    });
  const faultOf = ({ body }: Answer): unknown => (body as Problem).details?.fault;

  /** Refused as not rightly signed, and nothing is stored. */
  const refuses = async (headers: Headers, body?: string, question?: Partial<Question>): Promise<unknown> => {
    const before = await fingerprint(world);
    const answer = await send(headers, body, question);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'TERMINAL_SIGNATURE_INVALID']);
    expect(await fingerprint(world)).toBe(before);
    return faultOf(answer);
  };

  it('is heard when it is rightly signed', async () => {
    expect((await send(signed())).status).toBe(200);
  });

  it('may say its algorithm, and may name its components in this order only', async () => {
    expect((await send(signed({ parameters: { alg: TERMINAL_SIGNATURE.algorithm } }))).status).toBe(200);
    expect(await refuses(signed({ components: [...components].reverse() }))).toBe('form');
  });

  describe('is refused', () => {
    it.each(['signature', 'signature-input', 'content-digest'])('without %s', async (name) => {
      const { [name]: _, ...rest } = signed();
      expect(await refuses(rest)).toBe('fields');
    });

    it('with a session of an administrator instead of a signature', async () => {
      expect(await refuses({}, heartbeat(), { token: world.tokens.get('own administrator') })).toBe('fields');
    });

    it('with a signature by another key, and with that of a terminal of another school', async () => {
      expect(await refuses(signed({ privateKey: newDeviceKey().privateKey }))).toBe('signature');
      expect(await refuses(signed({ privateKey: other.privateKey }))).toBe('signature');
    });

    it.each([
      ['that nobody has', newId()],
      ['that is no id', 'new'],
      ['that is empty', ''],
      ['that climbs', '../../keys'],
      ['that asks the database', "' OR true --"],
    ])('for a key id %s', async (_, keyId) => {
      expect(await refuses(signed({ keyId }))).toBe('signature');
    });

    it('when a single bit of the signature differs, at any of its bytes', async () => {
      const headers = signed();
      const [, text = ''] = /:(.+):/.exec(headers.signature ?? '') ?? [];
      const bytes = Buffer.from(text, 'base64');
      for (const at of bytes.keys()) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const answer = await send({ ...headers, signature: `terminal=:${changed.toString('base64')}:` });
        expect(faultOf(answer)).toBe('signature');
      }
    });

    it.each([
      ['empty', Buffer.alloc(0)],
      ['all zero', Buffer.alloc(64)],
      ['short', Buffer.alloc(63, 1)],
      ['long', Buffer.alloc(65, 1)],
    ])('with a signature that is %s', async (_, bytes) => {
      expect(await refuses({ ...signed(), signature: `terminal=:${bytes.toString('base64')}:` })).toBe('signature');
    });

    it('with a signature in DER', async () => {
      const { 'signature-input': input = '', ...headers } = signed();
      const base = [
        ['"@method"', 'POST'],
        ['"@request-target"', PATH],
        ['"content-digest"', headers['content-digest']],
        ['"@signature-params"', input.slice('terminal='.length)],
      ];
      const text = Buffer.from(base.map(([name, value]) => `${name}: ${value}`).join('\n'));
      const [, raw = ''] = /:(.+):/.exec(headers.signature ?? '') ?? [];
      const key = { key: own.privateKey, dsaEncoding: 'ieee-p1363' } as const;
      expect(verify('sha256', text, key, Buffer.from(raw, 'base64'))).toBe(true);
      const der = sign('sha256', text, own.privateKey).toString('base64');
      expect(await refuses({ ...headers, 'signature-input': input, signature: `terminal=:${der}:` })).toBe('signature');
    });

    it('when the body was changed, by a byte or by a space', async () => {
      const body = heartbeat();
      const changed = body.replace('"queuedEvents":0', '"queuedEvents":9');
      expect(await refuses(signed({}, body), changed)).toBe('digest');
      const answer = await world.harness.app.inject({
        ...{ method: 'POST', url: PATH, payload: `${body} ` },
        headers: { ...signed({}, body), 'content-type': 'application/json' },
      });
      expect(answer.json<Problem>().details?.fault).toBe('digest');
    });

    it('when body and digest were both changed', async () => {
      const changed = heartbeat().replace('"queuedEvents":0', '"queuedEvents":9');
      expect(await refuses({ ...signed(), 'content-digest': contentDigestOf(changed) }, changed)).toBe('signature');
    });

    it.each([
      ['another algorithm', (body: string) => `sha-512=:${contentDigestOf(body).slice(9)}`],
      ['a second digest', (body: string) => `${contentDigestOf(body)}, md5=:AAAA:`],
      ['a parameter', (body: string) => `${contentDigestOf(body)};a=1`],
      ['no colons', (body: string) => contentDigestOf(body).replaceAll(':', '')],
    ])('with a digest that has %s', async (_, digest) => {
      expect(await refuses({ ...signed(), 'content-digest': digest(heartbeat()) })).toBe('digest');
    });

    it('at another path, with another query, with another method', async () => {
      const boots = '/api/v1/terminal/boots';
      expect(await refuses(signed(), heartbeat(), { path: boots })).toBe('signature');
      expect(await refuses(signed(), heartbeat(), { path: `${PATH}?a=1` })).toBe('signature');
      expect(await refuses(signed({}, heartbeat(), PATH, 'PUT'))).toBe('signature');
    });

    it('when the target is spelt with percent signs', async () => {
      expect(await refuses(signed(), heartbeat(), { path: '/api/v1/terminal/%68eartbeats' })).toBe('signature');
    });

    it.each([
      ['nothing', []],
      ['the method alone', ['@method']],
      ['no digest', ['@method', '@request-target']],
      ['the path instead of the target', ['@method', '@path', 'content-digest']],
      ['the authority as well', [...components, '@authority']],
      ['a header as well', [...components, 'content-type']],
      ['a part of the digest', ['@method', '@request-target', component('content-digest', { key: 'sha-256' })]],
    ])('when it signs %s', async (_, signedComponents) => {
      const headers = own.client.headersFor('POST', PATH, heartbeat());
      try {
        Object.assign(headers, signed({ components: signedComponents }));
      } catch {
        // the library refuses to sign a header that the request does not have
        headers['signature-input'] = headers['signature-input'].replace('"content-digest"', '"content-digest" "x"');
      }
      expect(await refuses(headers)).not.toBe('signature');
    });

    it.each([
      ['repeats a component', '("@method" "@request-target" "content-digest" "@method")'],
      ['writes one in capitals', '("@METHOD" "@request-target" "content-digest")'],
      ['asks for a binary form', '("@method" "@request-target" "content-digest";bs)'],
      ['asks for a related request', '("@method";req "@request-target" "content-digest")'],
      ['asks for an unknown derived one', '("@method" "@request-target" "content-digest" "@status")'],
    ])('when its input %s', async (_, list) => {
      const headers = signed();
      const input = (headers['signature-input'] ?? '').replace(/\(.*\)/, list);
      expect(await refuses({ ...headers, 'signature-input': input })).not.toBe('signature');
    });

    it.each([
      ['ed25519', { alg: 'ed25519' }],
      ['hmac-sha256', { alg: 'hmac-sha256' }],
      ['ecdsa-p384-sha384', { alg: 'ecdsa-p384-sha384' }],
      ['none', { alg: 'none' }],
      ['an end of its own', { expires: 4_102_444_800 }],
      ['a tag', { tag: 'web-bot-auth' }],
      ['something unknown', { admin: true }],
    ])('when a parameter says %s', async (name, parameters) => {
      const headers = signed({ parameters: 'alg' in parameters ? {} : parameters });
      const input = `${headers['signature-input']};alg="${name}"`;
      expect(await refuses('alg' in parameters ? { ...headers, 'signature-input': input } : headers)).toBe('form');
    });

    it.each(['created', 'keyid', 'nonce'])('without the parameter %s', async (name) => {
      const headers = signed();
      const input = (headers['signature-input'] ?? '').replace(new RegExp(`;${name}=("[^"]*"|\\d+)`), '');
      expect(await refuses({ ...headers, 'signature-input': input })).toBe('form');
    });

    it.each([
      ['short', 'abc'],
      ['long', 'a'.repeat(65)],
      ['made of spaces', ' '.repeat(20)],
      ['made of signs', '{}'.repeat(10)],
    ])('with a nonce that is %s', async (_, nonce) => {
      expect(await refuses(signed({ nonce }))).toBe('form');
    });

    it('with two signatures, whichever comes first', async () => {
      const one = signed();
      const two = signed({ label: 'second' });
      for (const [first, last] of [
        [one, two],
        [two, one],
      ] as const) {
        const headers = {
          ...one,
          'signature-input': `${first['signature-input']}, ${last['signature-input']}`,
          signature: `${first.signature}, ${last.signature}`,
        };
        expect(await refuses(headers)).toBe('fields');
      }
      expect(await refuses(two)).toBe('form');
      expect(await refuses({ ...one, signature: two.signature ?? '' })).toBe('fields');
    });

    it.each([
      ['says twice under one label', (input: string) => `${input}, ${input}`],
      ['repeats a parameter', (input: string) => `${input};created=1`],
      ['is no dictionary', () => '((('],
      ['is a word', () => 'terminal'],
      ['is a token', () => 'terminal=abc'],
      ['holds a date of RFC 9651', (input: string) => input.replace(/created=\d+/, 'created=@1')],
      ['holds a broken number', (input: string) => input.replace(/created=\d+/, 'created=1.5')],
      ['holds a number as text', (input: string) => input.replace(/created=(\d+)/, 'created="$1"')],
      ['is longer than any honest one', (input: string) => input + `;a="${'a'.repeat(2_000)}"`],
    ])('when its input %s', async (_, change) => {
      const headers = signed();
      const input = change(headers['signature-input'] ?? '');
      expect(await refuses({ ...headers, 'signature-input': input })).not.toBe('signature');
    });
  });

  describe('by its age', () => {
    const aged = (seconds: number): Promise<Answer> =>
      send(signed({ created: new Date(world.harness.clock.now().getTime() + seconds * 1000) }));

    it.each([-300, 0, 300])('is heard %d seconds from now', async (seconds) => {
      expect((await aged(seconds)).status).toBe(200);
    });

    it.each([-301, 301, -86_400, 86_400])('is refused %d seconds from now, and told the time', async (seconds) => {
      const before = await fingerprint(world);
      const answer = await aged(seconds);
      expect([answer.status, codeOf(answer)]).toEqual([401, 'TERMINAL_CLOCK_OFF']);
      expect((answer.body as Problem).details).toEqual({ serverTime: world.harness.clock.now().toISOString() });
      expect(await fingerprint(world)).toBe(before);
    });
  });

  describe('that comes again', () => {
    it('is refused, as often as it comes and however many come at once', async () => {
      const headers = signed();
      const answers = await Promise.all(Array.from({ length: 40 }, () => send(headers)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const codes = answers.filter(({ status }) => status !== 200).map(codeOf);
      expect(new Set(codes)).toEqual(new Set(['TERMINAL_REQUEST_REPEATED']));
      expect(codeOf(await send(headers))).toBe('TERMINAL_REQUEST_REPEATED');
    });

    it('is refused in the other form that the same ECDSA signature has', async () => {
      const headers = signed();
      expect((await send(headers)).status).toBe(200);
      const [, text = ''] = /:(.+):/.exec(headers.signature ?? '') ?? [];
      const bytes = Buffer.from(text, 'base64');
      const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
      const s = order - BigInt(`0x${bytes.toString('hex', 32)}`);
      const twin = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
      const answer = await send({ ...headers, signature: `terminal=:${twin.toString('base64')}:` });
      expect(codeOf(answer)).toBe('TERMINAL_REQUEST_REPEATED');
    });

    it('does not use up the nonce of another terminal', async () => {
      const nonce = randomBytes(16).toString('base64url');
      expect((await send(signed({ nonce }))).status).toBe(200);
      const body = heartbeat().replace(own.bootId ?? '', other.bootId ?? '');
      expect((await send(other.client.headersFor('POST', PATH, body, { nonce }), body)).status).toBe(200);
    });

    it('uses up no nonce when it is not rightly signed', async () => {
      const nonce = randomBytes(16).toString('base64url');
      await send(signed({ nonce, privateKey: other.privateKey }));
      expect((await send(signed({ nonce }))).status).toBe(200);
    });
  });

  describe('on the wire', () => {
    const onWire = (
      headers: Record<string, string | string[]>,
      chunks: string[],
      target = PATH,
      method = 'POST',
    ): Promise<number> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(world.harness.baseUrl);
        const request = httpRequest({ hostname, port, path: target, method, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        request.on('error', reject);
        chunks.forEach((chunk) => request.write(chunk));
        request.end();
      });
    const json = { 'content-type': 'application/json' };

    it('is heard in pieces, without a length', async () => {
      const body = heartbeat();
      expect(
        await onWire({ ...json, ...signed({}, body) }, [body.slice(0, 7), body.slice(7, 20), body.slice(20)]),
      ).toBe(200);
    });

    it.each([
      ['with a length', { 'content-length': '2' }],
      ['in pieces', { 'transfer-encoding': 'chunked' }],
    ])('is refused as a GET with a body %s that nobody reads', async (_, lengths) => {
      const target = '/api/v1/terminal/standings';
      const headers = own.client.headersFor('GET', target, '');
      expect(await onWire(headers, [], target, 'GET')).toBe(200);
      const again = own.client.headersFor('GET', target, '{}');
      expect(await onWire({ ...json, ...lengths, ...again }, ['{}'], target, 'GET')).toBe(401);
      const empty = own.client.headersFor('GET', target, '');
      expect(await onWire({ ...json, ...lengths, ...empty }, ['{}'], target, 'GET')).toBe(401);
    });

    it('is refused when a question mark was put behind the target', async () => {
      const body = heartbeat();
      expect(await onWire({ ...json, ...signed({}, body) }, [body], `${PATH}?`)).toBe(401);
    });

    it.each(['signature', 'signature-input', 'content-digest'])('is refused with %s on two lines', async (name) => {
      const body = heartbeat();
      const headers = signed({}, body);
      expect(await onWire({ ...json, ...headers, [name]: [headers[name] ?? '', headers[name] ?? ''] }, [body])).toBe(
        401,
      );
    });
  });
});
