import type { DeviceKey } from '@shared/terminal';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** The key of this browser: the private half cannot leave it. */
export const newDeviceKey = async (): Promise<{ privateKey: CryptoKey; publicHalf: DeviceKey }> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  return { privateKey, publicHalf: { kty: 'EC', crv: 'P-256', x, y } };
};

export const signWith = async (privateKey: CryptoKey, data: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new Uint8Array(data)));
