import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import type { Harness } from './harness';

export interface UploadWish {
  purpose?: string;
  slot?: string;
  key?: string;
  filename?: string;
  contentType?: string;
}

/** A picture as a phone sends it. */
export const sendUpload = (
  { request }: Pick<Harness, 'request'>,
  bearer: string,
  bytes: Buffer,
  wish: UploadWish = {},
): Test => {
  const { purpose = 'evidence', slot = 'green_code', key = randomUUID(), filename = 'photo.jpg' } = wish;
  return request
    .post('/api/v1/uploads')
    .set('authorization', bearer)
    .set('idempotency-key', key)
    .field('purpose', purpose)
    .field('slot', slot)
    .attach('file', bytes, { filename, contentType: wish.contentType ?? 'image/jpeg' });
};
