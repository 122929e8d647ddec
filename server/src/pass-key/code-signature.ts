import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { LONGEST_CODE, readClaims, type PassCodeClaims, type PassKey } from '@shared/pass-code';
import type { PassCodeSeed } from '../common/key-ring';
import type { ReadCode } from './pass-key.types';

/** PKCS 8 around the 32 bytes of an Ed25519 seed (RFC 8410). */
const SEED_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');
const COMPACT = /^([\w-]{8,120})\.([\w-]{8,200})\.([\w-]{86})$/;

export interface SigningKey {
  /** the only header that its codes have, encoded */
  header: string;
  private: KeyObject;
  public: KeyObject;
  signsFrom: Date;
  endsAt: Date | null;
  jwk: PassKey;
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const secondsOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/** @throws Error for a seed of another length */
export const signingKeyOf = ({ id, secret, signsFrom, endsAt }: PassCodeSeed): SigningKey => {
  const seed = Buffer.from(secret, 'base64');
  if (seed.length !== 32) {
    throw new Error(`key ${id} of purpose pass_code must be 32 bytes`);
  }
  const privateKey = createPrivateKey({ key: Buffer.concat([SEED_FRAME, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const from = new Date(signsFrom ?? 0);
  const end = endsAt === undefined ? null : new Date(endsAt);
  return {
    header: base64({ alg: 'EdDSA', kid: id }),
    ...{ private: privateKey, public: publicKey, signsFrom: from, endsAt: end },
    jwk: {
      ...{ kty: 'OKP', crv: 'Ed25519', x: String(publicKey.export({ format: 'jwk' }).x), kid: id },
      ...{ use: 'sig', alg: 'EdDSA', nbf: secondsOf(from), exp: end && secondsOf(end) },
    },
  };
};

/** A compact JWS of at most LONGEST_CODE characters. */
export const signCode = (key: SigningKey, { sub, aud, iat, exp, jti, v }: PassCodeClaims): string => {
  const text = `${key.header}.${base64({ sub, aud, iat, exp, jti, v })}`;
  return `${text}.${sign(null, Buffer.from(text), key.private).toString('base64url')}`;
};

interface Parted {
  key: SigningKey;
  text: Buffer;
  payload: string;
  signature: Buffer;
}

/**
 * Compares the header as a whole with those that this server writes: nobody chooses an algorithm or a key by it.
 * One signature is written in one way: the spare bits of its last sign are zero.
 */
const parted = (keys: ReadonlyMap<string, SigningKey>, code: string, at: Date): Parted | 'unreadable' | 'forged' => {
  const [, header = '', payload = '', written = ''] = (code.length <= LONGEST_CODE && COMPACT.exec(code)) || [];
  if (header === '') {
    return 'unreadable';
  }
  const key = keys.get(header);
  const signature = Buffer.from(written, 'base64url');
  if (!key || (key.endsAt !== null && key.endsAt <= at) || signature.toString('base64url') !== written) {
    return 'forged';
  }
  return { key, text: Buffer.from(`${header}.${payload}`), payload, signature };
};

const genuine = ({ payload }: Parted): ReadCode => {
  const claims = readClaims(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims ? { is: 'genuine', claims } : { is: 'forged' };
};

/** @param keys by header */
export const readCode = (keys: ReadonlyMap<string, SigningKey>, code: string, at: Date): ReadCode => {
  const parts = parted(keys, code, at);
  if (typeof parts === 'string') {
    return { is: parts };
  }
  return verify(null, parts.text, parts.key.public, parts.signature) ? genuine(parts) : { is: 'forged' };
};

/** The same without keeping anybody waiting. */
export const readCodeLate = (keys: ReadonlyMap<string, SigningKey>, code: string, at: Date): Promise<ReadCode> => {
  const parts = parted(keys, code, at);
  if (typeof parts === 'string') {
    return Promise.resolve({ is: parts });
  }
  return new Promise((resolve, reject) => {
    verify(null, parts.text, parts.key.public, parts.signature, (error, isGood) =>
      error ? reject(error) : resolve(isGood ? genuine(parts) : { is: 'forged' }),
    );
  });
};
