import type { Standing } from './terminal';

/**
 * What a terminal keeps of its standings to compare with the server's StandingCheck: a sum that rows join and leave
 * one by one, in any order. Whole numbers below 2^48 are exact.
 */

const MODULUS = 2 ** 48;
const BYTES = 6;

/** What is hashed of one row (SHA-256, UTF-8). */
export const standingText = ({ passId, epoch, refusal }: Standing): string => `${passId}|${epoch}|${refusal ?? ''}`;

/** The first six bytes of a digest as one number, the highest byte first. */
export const sumPartOf = (digest: Uint8Array): number =>
  digest.subarray(0, BYTES).reduce((part, byte) => part * 256 + byte, 0);

/** The sum after one part has joined and another has left; 0 for none. */
export const movedSum = (sum: number, joined: number, left: number): number =>
  (sum + joined + (MODULUS - left)) % MODULUS;

/** As it stands in StandingCheck: decimal digits. */
export const sumText = (sum: number): string => String(sum);
