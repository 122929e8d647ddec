import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DeviceKey } from '@shared/terminal';

const COORDINATE_BYTES = 32;

const objectOf = (x: string, y: string): KeyObject =>
  createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });

/** x then y, 64 bytes; null where they are no point of the curve. */
export const pointOf = ({ x, y }: DeviceKey): Buffer | null => {
  const coordinates = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  if (coordinates.some(({ length }) => length !== COORDINATE_BYTES)) {
    return null;
  }
  try {
    objectOf(x, y);
    return Buffer.concat(coordinates);
  } catch {
    return null;
  }
};

export const publicKeyOf = (point: Buffer): KeyObject =>
  objectOf(
    point.subarray(0, COORDINATE_BYTES).toString('base64url'),
    point.subarray(COORDINATE_BYTES).toString('base64url'),
  );
