import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import { contentDigestOf, TerminalClient } from '../../test/terminal-client';
import type { SignedMessage } from '../common/signed-message';
import { readPlain } from './plain-signature';
import { checkSignature } from './request-signature';

const NOW = new Date('2026-09-07T00:00:00Z');
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = createPublicKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const client = new TerminalClient({ baseUrl: 'https://school.invalid', privateKey, keyId: 'key-1', now: () => NOW });

type Fields = ReturnType<TerminalClient['headersFor']>;

const messageOf = (headers: Fields, method: string, target: string, body: string): SignedMessage => ({
  ...{ method, target, contentDigest: contentDigestOf(body) },
  fields: Object.entries(headers).map(([name, value]) => ({ name, value })),
});
const outcomeOf = (message: SignedMessage, key = publicKey): Promise<unknown> =>
  checkSignature(message, NOW, (keyId) => Promise.resolve(keyId === 'key-1' ? { publicKey: key } : null)).then(
    ({ nonce }) => nonce,
    ({ code, facts }: { code: string; facts: { details?: object } }) => [code, facts.details],
  );
const isPlain = ({ fields, ...message }: SignedMessage): boolean => {
  const valueOf = (field: string): string => fields.find(({ name }) => name === field)?.value ?? '';
  const lines = {
    input: valueOf('signature-input'),
    signature: valueOf('signature'),
    digest: valueOf('content-digest'),
  };
  return readPlain({ ...message, fields }, lines) !== null;
};

/** The same parameters, otherwise ordered or spaced: read by the parser. */
const respelt = fc.constantFrom(
  ['nonce', 'created', 'keyid'],
  ['keyid', 'nonce', 'created'],
  ['created', 'keyid', 'nonce', 'alg'],
);
const target = fc.stringMatching(/^\/api\/v1\/terminal\/[a-z0-9/%?=&._~-]{0,40}$/);
const body = fc.string({ maxLength: 200, unit: 'grapheme' });

describe('a signature', () => {
  it('is read alike in the plain spelling and in any other', async () => {
    await fc.assert(
      fc.asyncProperty(
        respelt,
        target,
        body,
        fc.integer({ min: -400, max: 400 }),
        async (order, path, text, seconds) => {
          const created = new Date(NOW.getTime() + seconds * 1000);
          const nonce = 'a-nonce-of-this-request';
          const values = {
            ...{ created: created.getTime() / 1000, keyid: 'key-1', nonce, alg: TERMINAL_SIGNATURE.algorithm },
          };
          const parameters = Object.fromEntries(order.map((name) => [name, values[name as keyof typeof values]]));
          const sign = (wish: object): SignedMessage =>
            messageOf(client.headersFor('POST', path, text, { created, nonce, ...wish }), 'POST', path, text);
          const plain = sign({});
          const spelt = sign({ only: parameters });
          expect([isPlain(plain), isPlain(spelt)]).toEqual([true, false]);
          const isInTime = Math.abs(seconds) <= 300;
          const expected = isInTime ? nonce : ['TERMINAL_CLOCK_OFF', { serverTime: NOW.toISOString() }];
          expect([await outcomeOf(plain), await outcomeOf(spelt)]).toEqual([expected, expected]);
          const forged = isInTime ? ['TERMINAL_SIGNATURE_INVALID', { fault: 'signature' }] : expected;
          expect([await outcomeOf(plain, other), await outcomeOf(spelt, other)]).toEqual([forged, forged]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
