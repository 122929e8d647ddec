import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdCipher } from './id-cipher';
import { KeyRing, newKeyFile, readKeyFile, rotated, writeKeyFile, type KeyFile } from './key-ring';

const ID_NUMBER = '99010119990101001X';
const SCHOOL = '0190aaaa-0000-7000-8000-000000000001';

describe('KeyRing', () => {
  it('makes a key file of its own outside production, readable by its owner alone', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
    const ring = KeyRing.open(path, true);
    expect(readKeyFile(path).origin).toBe('generated');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(KeyRing.open(path, true).current('token').id).toBe(ring.current('token').id);
  });

  it('does not make up secrets where they must be provided', () => {
    expect(() => KeyRing.open(join(tmpdir(), 'no-such-folder', 'keys.json'), false)).toThrow('ENOENT');
  });

  it('fills up a file from before there were pass codes, with the same key in whichever process comes first', () => {
    const [first = '', second = ''] = ['a', 'b'].map((name) => join(mkdtempSync(join(tmpdir(), 'keys-')), name));
    const { origin, keys } = newKeyFile('generated');
    for (const path of [first, second]) {
      writeKeyFile(path, { origin, keys: { ...keys, pass_code: undefined } } as unknown as KeyFile);
    }
    expect(readKeyFile(first).keys.pass_code).toEqual([]);
    KeyRing.open(first, false);
    expect(readKeyFile(first).keys.pass_code).toEqual([]);
    KeyRing.open(first, true);
    KeyRing.open(second, true);
    expect(readKeyFile(first).keys.pass_code).toHaveLength(1);
    expect(readKeyFile(first)).toEqual(readKeyFile(second));
    expect(readKeyFile(first).keys.token).toEqual(keys.token);
  });

  it('refuses a key of another length', () => {
    const file = newKeyFile('provided');
    file.keys.token[0] = { id: 'aaaaaaaa', secret: Buffer.from('short').toString('base64') };
    expect(() => new KeyRing(file)).toThrow('32 bytes');
  });

  it('leaves the old file whole until the new one is written', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
    const first = newKeyFile('provided');
    writeKeyFile(path, first);
    writeKeyFile(path, rotated(first, 'token'));
    expect(readKeyFile(path).keys.token).toHaveLength(2);
  });
});

describe('IdCipher', () => {
  const file = newKeyFile('provided');
  const cipher = new IdCipher(new KeyRing(file));

  it('opens what it sealed and seals the same number differently each time', () => {
    const sealed = cipher.seal(ID_NUMBER);
    expect(cipher.open(sealed)).toBe(ID_NUMBER);
    expect(cipher.seal(ID_NUMBER).equals(sealed)).toBe(false);
    expect(sealed.includes(Buffer.from(ID_NUMBER))).toBe(false);
  });

  it('still opens after the key was rotated', () => {
    const sealed = cipher.seal(ID_NUMBER);
    expect(new IdCipher(new KeyRing(rotated(file, 'id_cipher'))).open(sealed)).toBe(ID_NUMBER);
  });

  it('refuses a sealed value of which one bit was turned', () => {
    const sealed = cipher.seal(ID_NUMBER);
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => cipher.open(sealed)).toThrow();
  });

  it('hashes a number alike whatever the case of its X, and differently in another school', () => {
    expect(cipher.lookup(SCHOOL, '99010119990101001x')).toEqual(cipher.lookup(SCHOOL, ID_NUMBER));
    expect(cipher.lookup('0190aaaa-0000-7000-8000-000000000002', ID_NUMBER)).not.toEqual(
      cipher.lookup(SCHOOL, ID_NUMBER),
    );
  });
});
