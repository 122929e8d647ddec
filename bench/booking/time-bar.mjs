import { isComparable } from '../rig/calibration.mjs';
import { atMost } from '../rig/verdict.mjs';

/**
 * An absolute time; a machine that is slower than the one on which the bar was set has so much more of it, and the bar
 * says so.
 * @param {string} what @param {number} ms @param {number} most @param {number} slow
 */
export const timeBar = (what, ms, most, slow) =>
  isComparable(slow) || slow < 1 || ms <= most
    ? atMost(what, ms, most)
    : atMost(`${what} (machine ${slow.toFixed(1)}× off the record)`, ms, Math.round(most * slow));
