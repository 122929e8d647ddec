import { createPublicKey, verify } from 'node:crypto';
import { verifySignature } from 'http-message-sig';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import { newKeyPair, readKeyPair } from './device-key';
import { signedHeaders } from './signed-headers';

const NOW = new Date('2026-09-01T00:00:00Z');
const pair = newKeyPair();
const sent = (body = '') =>
  signedHeaders(() => ({ keyId: 'key-1', sign: readKeyPair(pair.pem).sign }))({
    ...{ method: 'POST', origin: 'https://pass.example', target: '/api/v1/terminal/scans?a=1', body },
    createdAt: NOW,
  });

const publicKey = createPublicKey({ key: { ...pair.publicHalf }, format: 'jwk' });
const check = (headers: Record<string, string>, target = '/api/v1/terminal/scans?a=1') =>
  verifySignature(
    {
      kind: 'request',
      method: 'POST',
      targetUri: `https://pass.example${target}`,
      requestTarget: target,
      fields: Object.entries(headers).map(([name, value]) => ({ name, value })),
    },
    {
      policy: {
        algorithms: [TERMINAL_SIGNATURE.algorithm],
        requiredComponents: TERMINAL_SIGNATURE.components,
        requiredParameters: TERMINAL_SIGNATURE.parameters,
        now: NOW.getTime() / 1000,
        maxAge: TERMINAL_SIGNATURE.maxAgeSeconds,
      },
      resolveVerifier: () => ({
        algorithm: TERMINAL_SIGNATURE.algorithm,
        verify: (data, signature) => verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
      }),
    },
  );

describe('a signed request', () => {
  it('is verified by the public half, as the device keeps its key', async () => {
    const { parameters } = await check(await sent('{"a":1}'));
    expect(parameters).toMatchObject({ keyid: 'key-1', created: NOW.getTime() / 1000 });
  });

  it('covers the body and the whole target', async () => {
    const headers = await sent('{"a":1}');
    const { 'content-digest': other } = await sent('{"a":2}');
    await expect(check({ ...headers, 'content-digest': other ?? '' })).rejects.toThrow();
    await expect(check(headers, '/api/v1/terminal/scans?a=2')).rejects.toThrow();
  });

  it('never repeats a nonce', async () => {
    const [one, other] = await Promise.all([sent(), sent()]);
    expect(one['signature-input']).not.toBe(other['signature-input']);
  });

  it('digests an absent body as an empty one', async () => {
    expect((await sent())['content-digest']).toBe('sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:');
  });
});
