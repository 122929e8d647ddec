/** What the loop took on the machine on which the absolute bars were set, with nothing else running. */
const RECORDED_MS = 30;
const ROUNDS = 20_000_000;
const TRIES = 7;

/** How many times slower this machine is now: the quickest of a few tries of one fixed loop against the record. */
export function slowness() {
  let best = Infinity;
  for (let at = 0; at < TRIES; at++) {
    const startedAt = performance.now();
    let state = 7;
    for (let round = 0; round < ROUNDS; round++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
    }
    best = Math.min(best, performance.now() - startedAt + (state === 0 ? 1 : 0));
  }
  return best / RECORDED_MS;
}
