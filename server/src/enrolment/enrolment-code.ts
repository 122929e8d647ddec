import { createHmac } from 'node:crypto';
import type { KeyRing } from '../common/key-ring';

/** 49 bits */
export const CODE_LENGTH = 10;

/** How a code stands in the database. What a person types is read generously: case, spaces, hyphens, full-width. */
export const enrolmentHash = (keys: KeyRing, typed: string): Buffer =>
  createHmac('sha256', keys.derived('id_lookup', 'enrolment-code'))
    .update(typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))
    .digest();
