/**
 * @typedef {{ what: string, figure: number, holds: boolean } & ({ atLeast: number } | { atMost: number })} Bar
 */

/** @param {string} what @param {number} figure @param {number} bound @returns {Bar} */
export const atLeast = (what, figure, bound) => ({
  what,
  figure: tidy(figure),
  atLeast: bound,
  holds: figure >= bound,
});

/** @param {string} what @param {number} figure @param {number} bound @returns {Bar} */
export const atMost = (what, figure, bound) => ({ what, figure: tidy(figure), atMost: bound, holds: figure <= bound });

/** @param {number} figure */
const tidy = (figure) => (Number.isFinite(figure) ? Math.round(figure * 1000) / 1000 : figure);

/**
 * One line of JSON; the exit code says whether every bar holds.
 * @param {string} name
 * @param {Bar[]} bars
 * @returns {number}
 */
export function conclude(name, bars) {
  const holds = bars.length > 0 && bars.every((bar) => bar.holds);
  console.log(JSON.stringify({ name, bars, holds }));
  return holds ? 0 : 1;
}

/** @param {number[]} values */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** @param {number[]} values @param {number} share 0 to 1 */
export const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};
