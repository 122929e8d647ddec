import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

/** argon2id with OWASP's second profile: 19 MiB, two passes, one lane. */
const ARGON2ID: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @returns the PHC string */
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

export const isPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password);

/** A hash that no password has: verified where there is nobody to verify, so that the answer takes as long. */
export const unmatchableHash = (): Promise<string> => hash(randomBytes(32), ARGON2ID);
