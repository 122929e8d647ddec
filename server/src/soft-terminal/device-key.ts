import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { DeviceKey } from '@shared/terminal';

/** The key of this device: made here, never handed on. */
export interface KeyPair {
  /** PKCS8 */
  pem: string;
  publicHalf: DeviceKey;
  /** ECDSA P-256 over SHA-256; r and s, 32 bytes each */
  sign: (data: Uint8Array) => Uint8Array;
}

const pairOf = (key: KeyObject): KeyPair => {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    pem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicHalf: { kty: 'EC', crv: 'P-256', x, y },
    sign: (data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  };
};

export const newKeyPair = (): KeyPair => pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);

export const readKeyPair = (pem: string): KeyPair => pairOf(createPrivateKey(pem));
