import { cpuMs } from './cpu.mjs';
import { median } from './verdict.mjs';

/**
 * @typedef {{ perSecond: number, cpuUs: number, p50: number, p99: number, refused: number }} Slice
 * @typedef {() => Promise<Slice>} Runner
 */

/**
 * @param {{ run: (slice: object) => Promise<{ answered: number, perSecond: number, p50: number, p99: number, good: number }> }} driver
 * @param {{ port: number, pid: number }} target
 * @param {{ connections: number, forMs?: number, atMost: number }} load
 * @returns {Promise<Slice>}
 */
export async function drive(driver, { port, pid }, load) {
  const before = cpuMs(pid);
  const { answered, perSecond, p50, p99, good } = await driver.run({ port, ...load });
  const cpuUs = ((cpuMs(pid) - before) * 1000) / answered;
  return { perSecond, cpuUs, p50, p99, refused: answered - good };
}

/**
 * A B C C B A, again and again: what changes on the machine meanwhile falls on all of them alike. The two slices of one
 * runner in a pass count as one.
 * @param {(name: string) => Promise<void>} reset before each slice
 * @param {Record<string, Runner>} runners
 * @param {number} passes
 */
export async function runPasses(reset, runners, passes) {
  const names = Object.keys(runners);
  /** @type {Record<string, Slice[]>} */
  const slices = Object.fromEntries(names.map((name) => [name, []]));
  for (let pass = 0; pass < passes; pass++) {
    /** @type {Record<string, Slice[]>} */
    const halves = Object.fromEntries(names.map((name) => [name, []]));
    for (const name of [...names, ...names.toReversed()]) {
      await reset(name);
      halves[name].push(await runners[name]());
    }
    for (const name of names) {
      slices[name].push(together(halves[name]));
    }
  }
  return slices;
}

/** @param {Slice[]} halves @returns {Slice} */
function together(halves) {
  const mean = (/** @type {keyof Slice} */ figure) =>
    halves.reduce((sum, slice) => sum + slice[figure], 0) / halves.length;
  const refused = halves.reduce((sum, slice) => sum + slice.refused, 0);
  return { perSecond: mean('perSecond'), cpuUs: mean('cpuUs'), p50: mean('p50'), p99: mean('p99'), refused };
}

/** @param {Slice[]} slices @param {Slice[]} peers */
export function ratiosOf(slices, peers) {
  const ratios = slices.map(({ perSecond }, pass) => perSecond / peers[pass].perSecond);
  return { median: median(ratios), worst: Math.min(...ratios) };
}

/** @param {Record<string, Slice[]>} slices @param {string} what is done so often a second */
export const tableOf = (slices, what) =>
  Object.fromEntries(
    Object.entries(slices).map(([name, all]) => {
      const middle = (/** @type {keyof Slice} */ figure) =>
        Math.round(median(all.map((slice) => slice[figure])) * 10) / 10;
      const refused = all.reduce((sum, slice) => sum + slice.refused, 0);
      return [
        name,
        {
          [`${what}/s`]: middle('perSecond'),
          'CPU µs': middle('cpuUs'),
          'least CPU µs': Math.round(Math.min(...all.map(({ cpuUs }) => cpuUs))),
          'p50 ms': middle('p50'),
          'p99 ms': middle('p99'),
          refused,
        },
      ];
    }),
  );
