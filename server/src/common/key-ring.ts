import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const KEY_PURPOSES = ['token', 'id_cipher', 'id_lookup'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

interface StoredKey {
  id: string;
  /** 32 bytes, base64 */
  secret: string;
}

/** The key file: for each purpose the newest key first; older ones still verify and decrypt. */
export interface KeyFile {
  origin: 'generated' | 'provided';
  keys: Record<KeyPurpose, StoredKey[]>;
}

export interface RingKey {
  id: string;
  secret: Buffer;
  object: KeyObject;
}

const newKey = (): StoredKey => ({ id: randomBytes(4).toString('hex'), secret: randomBytes(32).toString('base64') });

export const newKeyFile = (origin: KeyFile['origin']): KeyFile => ({
  origin,
  keys: { token: [newKey()], id_cipher: [newKey()], id_lookup: [newKey()] },
});

/** Puts a fresh key in front of the ring of one purpose. */
export const rotated = (file: KeyFile, purpose: KeyPurpose): KeyFile => ({
  ...file,
  keys: { ...file.keys, [purpose]: [newKey(), ...file.keys[purpose]] },
});

/** Written beside and renamed: a crash leaves the old file or the new one, never half of one. */
export const writeKeyFile = (path: string, file: KeyFile): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(file, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
};

export const readKeyFile = (path: string): KeyFile => JSON.parse(readFileSync(path, 'utf8')) as KeyFile;

/** The secrets of the installation. */
export class KeyRing {
  private readonly rings: Record<KeyPurpose, RingKey[]>;
  private readonly pseudonymKey: Buffer;

  constructor(file: KeyFile) {
    const ring = (purpose: KeyPurpose): RingKey[] =>
      file.keys[purpose].map(({ id, secret }) => {
        const bytes = Buffer.from(secret, 'base64');
        if (bytes.length !== 32) {
          throw new Error(`key ${id} of purpose ${purpose} must be 32 bytes`);
        }
        return { id, secret: bytes, object: createSecretKey(bytes) };
      });
    this.rings = { token: ring('token'), id_cipher: ring('id_cipher'), id_lookup: ring('id_lookup') };
    this.pseudonymKey = this.derived('id_lookup', 'audit-pseudonym');
  }

  /** Reads the key file; outside production a missing one is made. */
  static open(path: string, mayGenerate: boolean): KeyRing {
    if (!existsSync(path) && mayGenerate) {
      writeKeyFile(path, newKeyFile('generated'));
    }
    return new KeyRing(readKeyFile(path));
  }

  /** Newest first. */
  all(purpose: KeyPurpose): readonly RingKey[] {
    return this.rings[purpose];
  }

  current(purpose: KeyPurpose): RingKey {
    const key = this.rings[purpose][0];
    if (!key) {
      throw new Error(`the key file holds no key for ${purpose}`);
    }
    return key;
  }

  /** A key of its own for one use, from the current key of a purpose. */
  derived(purpose: KeyPurpose, use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.current(purpose).secret, '', use, 32));
  }

  /** The same from every key of the ring, newest first: for what must outlive a rotation by a day. */
  allDerived(purpose: KeyPurpose, use: string): Buffer[] {
    return this.rings[purpose].map(({ secret }) => Buffer.from(hkdfSync('sha256', secret, '', use, 32)));
  }

  /** How a person stands in the audit log: stable, and useless without the key. */
  pseudonym(personId: string): string {
    return createHmac('sha256', this.pseudonymKey).update(personId).digest('base64url').slice(0, 22);
  }
}
