/** Processor time of the loop on the machine on which the absolute bars were set, with nothing else running. */
const RECORDED_MS = 24;
const ROUNDS = 20_000_000;
const TRIES = 5;
/** An absolute time is judged where the loop takes at most this many times more or less than on record. */
const COMPARABLE = 1.3;

/** How many times slower this machine is now: the middle one of a few tries of one fixed loop, against the record. */
export function slowness() {
  const tries = Array.from({ length: TRIES }, () => {
    const before = process.cpuUsage();
    let state = 7;
    for (let round = 0; round < ROUNDS; round++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 + (state === 0 ? 1 : 0);
  });
  return tries.sort((a, b) => a - b)[TRIES >> 1] / RECORDED_MS;
}

/** @param {number} slow */
export const isComparable = (slow) => slow <= COMPARABLE && slow >= 1 / COMPARABLE;
