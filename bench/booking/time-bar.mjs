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

/** A bare server that takes so long for almost nothing shares the machine with too much else. */
const CROWDED_MS = 100;
const MOST_RATIO = 3;

/**
 * An absolute time; where even the bare server of the same run is slow the ratio to it decides, and the bar says so.
 * @param {string} what @param {number} ms @param {number} most @param {number} bareMs
 */
export const crowdedBar = (what, ms, most, bareMs) =>
  ms <= most || bareMs <= CROWDED_MS
    ? atMost(what, ms, most)
    : atMost(
        `${what.replace(', ms', '')}, against the p99 of a bare server (${bareMs.toFixed(0)} ms: a crowded machine)`,
        ms / bareMs,
        MOST_RATIO,
      );
