import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SECRET_PURPOSES = ['token', 'id_cipher', 'id_lookup'] as const;
type SecretPurpose = (typeof SECRET_PURPOSES)[number];
export const KEY_PURPOSES = [...SECRET_PURPOSES, 'pass_code'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

interface StoredKey {
  id: string;
  /** 32 bytes, base64 */
  secret: string;
}

/** Seed of an Ed25519 key that signs pass codes. */
export interface PassCodeSeed extends StoredKey {
  /** instant; left out: from the beginning */
  signsFrom?: string;
  /** instant from which its codes are refused; left out: the newest key */
  endsAt?: string;
}

/** The key file: for each purpose the newest key first; older ones still verify and decrypt. */
export interface KeyFile {
  origin: 'generated' | 'provided';
  keys: Record<SecretPurpose, StoredKey[]> & { pass_code: PassCodeSeed[] };
}

/** Longer than the day that a terminal may be without network. */
const WAIT_HOURS = 25;
/** Longer than the two days by which terminals may be late with what they admitted. */
const REMEMBERED_HOURS = 72;
const HOUR_MS = 3_600_000;

export interface RingKey {
  id: string;
  secret: Buffer;
  object: KeyObject;
}

const newKey = (): StoredKey => ({ id: randomBytes(4).toString('hex'), secret: randomBytes(32).toString('base64') });

/** Its id stands in every code: two bytes, none of `taken`. */
const newPassCodeSeed = (taken: readonly string[] = []): PassCodeSeed => {
  const id = randomBytes(2).toString('hex');
  return taken.includes(id) ? newPassCodeSeed(taken) : { ...newKey(), id };
};

export const newKeyFile = (origin: KeyFile['origin']): KeyFile => ({
  origin,
  keys: { token: [newKey()], id_cipher: [newKey()], id_lookup: [newKey()], pass_code: [newPassCodeSeed()] },
});

/** Puts a fresh key in front of the ring of one purpose. */
export const rotated = (file: KeyFile, purpose: SecretPurpose): KeyFile => ({
  ...file,
  keys: { ...file.keys, [purpose]: [newKey(), ...file.keys[purpose]] },
});

/**
 * Puts a fresh key in front of the ring of pass codes. It waits `WAIT_HOURS`, unless told to sign `atOnce`: terminals
 * that were without network for a day know it before they meet it. Its forerunners go on for an hour after it begins;
 * what ended days ago is dropped.
 */
export const rotatedPassCode = (file: KeyFile, now: Date, atOnce: boolean): KeyFile => {
  const forgotten = new Date(now.getTime() - REMEMBERED_HOURS * HOUR_MS);
  const seeds = file.keys.pass_code.filter(({ endsAt }) => endsAt === undefined || new Date(endsAt) > forgotten);
  const isFirst = seeds.length === 0;
  const signsFrom = new Date(now.getTime() + (atOnce || isFirst ? 0 : WAIT_HOURS * HOUR_MS));
  const lastsUntil = new Date(signsFrom.getTime() + HOUR_MS).toISOString();
  const forerunners = seeds.map((seed) => ({
    ...seed,
    endsAt: seed.endsAt !== undefined && seed.endsAt < lastsUntil ? seed.endsAt : lastsUntil,
  }));
  const fresh = { ...newPassCodeSeed(seeds.map(({ id }) => id)), signsFrom: signsFrom.toISOString() };
  return { ...file, keys: { ...file.keys, pass_code: [fresh, ...forerunners] } };
};

/** The first key of a file from before there were pass codes: made from it, so that processes that start together agree. */
const withPassCode = (file: KeyFile): KeyFile => {
  const secret = Buffer.from(file.keys.token.at(-1)?.secret ?? '', 'base64');
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'first-pass-code', 34));
  const seed = { id: bytes.toString('hex', 0, 2), secret: bytes.toString('base64', 2) };
  return { ...file, keys: { ...file.keys, pass_code: [seed] } };
};

/** Written beside and renamed: a crash leaves the old file or the new one, never half of one. */
export const writeKeyFile = (path: string, file: KeyFile): void => {
  const beside = `${path}.${process.pid}.new`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(beside, JSON.stringify(file, null, 2), { mode: 0o600 });
  renameSync(beside, path);
};

/** Files from before there were pass codes hold no key for them. */
export const readKeyFile = (path: string): KeyFile => {
  const { origin, keys } = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
  return { origin, keys: { ...keys, pass_code: (keys as Partial<KeyFile['keys']>).pass_code ?? [] } };
};

/** The secrets of the installation; keys of pass codes are the business of pass-key. */
export class KeyRing {
  private readonly rings: Record<SecretPurpose, RingKey[]>;
  private readonly pseudonymKey: Buffer;

  constructor(file: KeyFile) {
    const ring = (purpose: SecretPurpose): RingKey[] =>
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

  /** Reads the key file; outside production a missing one is made, and one from before there were pass codes filled up. */
  static open(path: string, mayGenerate: boolean): KeyRing {
    if (!existsSync(path) && mayGenerate) {
      writeKeyFile(path, newKeyFile('generated'));
    }
    const file = readKeyFile(path);
    if (file.keys.pass_code.length === 0 && mayGenerate) {
      writeKeyFile(path, withPassCode(file));
    }
    return new KeyRing(file);
  }

  /** Newest first. */
  all(purpose: SecretPurpose): readonly RingKey[] {
    return this.rings[purpose];
  }

  current(purpose: SecretPurpose): RingKey {
    const key = this.rings[purpose][0];
    if (!key) {
      throw new Error(`the key file holds no key for ${purpose}`);
    }
    return key;
  }

  /** A key of its own for one use, from the current key of a purpose. */
  derived(purpose: SecretPurpose, use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.current(purpose).secret, '', use, 32));
  }

  /** The same from every key of the ring, newest first: for what must outlive a rotation by a day. */
  allDerived(purpose: SecretPurpose, use: string): Buffer[] {
    return this.rings[purpose].map(({ secret }) => Buffer.from(hkdfSync('sha256', secret, '', use, 32)));
  }

  /** How a person stands in the audit log: stable, and useless without the key. */
  pseudonym(personId: string): string {
    return createHmac('sha256', this.pseudonymKey).update(personId).digest('base64url').slice(0, 22);
  }
}
