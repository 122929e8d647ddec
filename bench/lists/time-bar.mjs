import { isComparable } from '../rig/calibration.mjs';
import { atMost } from '../rig/verdict.mjs';

const MOST_MS = 200;

/**
 * An absolute time is judged where the machine is about as fast as the one on which the bar was set, or where it
 * holds in spite of the difference; otherwise the time beside PostgreSQL's own for the same statements decides.
 * @param {string} name @param {{ p50: number, p95: number, sqlMs: number }} figures @param {number} slow
 */
export const timeBar = (name, { p50, p95, sqlMs }, slow) =>
  isComparable(slow) || p95 / Math.min(slow, 1) <= MOST_MS
    ? atMost(`${name}: p95 in ms`, p95, MOST_MS)
    : atMost(
        `${name}: median against PostgreSQL's own time (machine ${slow.toFixed(1)}× off the record)`,
        p50 / sqlMs,
        1.3,
      );
