import { atMost } from '../rig/verdict.mjs';

/** What does almost nothing and takes so long for it shares the machine with too much else. */
const CROWDED_MS = 100;
const MOST_RATIO = 3;

/**
 * An absolute time; where even the peer of the same run is slow the ratio to it decides, and the bar says so.
 * @param {string} what @param {number} ms @param {number} most @param {{ name: string, ms: number }} peer its p99
 */
export const timeBar = (what, ms, most, peer) =>
  ms <= most || peer.ms <= CROWDED_MS
    ? atMost(`${what}, ms`, ms, most)
    : atMost(`${what}, against ${peer.name} (${peer.ms.toFixed(0)} ms: a crowded machine)`, ms / peer.ms, MOST_RATIO);
