import { generateKeyPairSync } from 'node:crypto';
import { LONGEST_CODE } from '@shared/pass-code';
import { CodeSigner, NOW } from '../../test/device-stage';
import { CodeReader } from './code-reader';

const signer = new CodeSigner();
const reader = new CodeReader({ keys: [signer.publicKey()] });
const read = (code: string, by = reader) => by.read(code, NOW);
const SECOND = NOW.getTime() / 1000;

describe('reading a code without network', () => {
  it('gives the claims of a right one', async () => {
    expect(await read(signer.code({ jti: 'abcdefgh', v: 7 }))).toMatchObject({ jti: 'abcdefgh', v: 7 });
  });

  it.each(['', 'hello', 'https://example.org/?a.b.c', 'a.b', 'x'.repeat(10_000)])('cannot read %p', async (code) => {
    expect(await read(code)).toBe('code_unreadable');
  });

  it('cannot read claims of another shape', async () => {
    expect(await read(signer.code({ sub: 'short' }))).toBe('code_unreadable');
  });

  it('refuses every flipped bit', async () => {
    const code = signer.code();
    expect(code.length).toBeLessThanOrEqual(LONGEST_CODE);
    for (let at = 0; at < code.length; at += 3) {
      const other = code[at] === 'A' ? 'B' : 'A';
      const said = await read(code.slice(0, at) + other + code.slice(at + 1));
      // the last sign of a part carries bits that decode to nothing
      expect(typeof said === 'string' || said.sub.length === 22).toBe(true);
      if (typeof said !== 'string') {
        expect(code.slice(at, at + 2)).toMatch(/^.(\.|$)/);
      }
    }
  });

  it.each([
    ['none', { alg: 'none' }],
    ['HS256', { alg: 'HS256' }],
    ['an unknown key', { kid: 'k999' }],
    ['a key that it brings along', { jku: '//a', kid: 'k9' }],
  ])('takes %s for forged', async (_, header) => {
    expect(await read(signer.code({}, header))).toBe('code_forged');
  });

  it('takes another signer under the same name for forged', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(await read(signer.code({}, {}, privateKey))).toBe('code_forged');
  });

  it('knows a key that signs no more, until its last codes have expired', async () => {
    const ending = (exp: number) => new CodeReader({ keys: [signer.publicKey({ exp })] });
    expect(await read(signer.code(), ending(SECOND))).toMatchObject({ v: 1 });
    expect(await read(signer.code(), ending(SECOND - 3_600))).toBe('code_forged');
  });

  it('knows both keys while one takes over from the other', async () => {
    const next = new CodeSigner('k002');
    const both = new CodeReader({ keys: [next.publicKey(), signer.publicKey()] });
    expect(await read(signer.code(), both)).toMatchObject({ v: 1 });
    expect(await read(next.code(), both)).toMatchObject({ v: 1 });
  });
});
