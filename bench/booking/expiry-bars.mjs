import { atMost, median } from '../rig/verdict.mjs';

const MOST_MS = 100;
const MOST_RATIO = 3;

/**
 * Both hold, or the bench does not: a peer that is slow as well excuses nobody who is told too late.
 * @param {number} p99 how late, ms @param {readonly number[]} ratios to Bull alone, pair by pair
 */
export const expiryBars = (p99, ratios) => [
  atMost('p99 late, ms', p99, MOST_MS),
  atMost('p99 late against Bull alone, median of pairs', median([...ratios]), MOST_RATIO),
];
