/** The same numbers in every run: 0 ≤ x < 1. @param {number} seed */
export function openDraw(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
