import { personId } from '../../bench/rig/campus.mjs';
import { countBy, groupBy } from './counting.mjs';

/**
 * @typedef {import('./history.mjs').Lane} Lane
 * @typedef {import('./checker.mjs').Found} Found
 * @typedef {import('./stored.mjs').Stored} Stored
 */

const SAME_INSTANT_MS = 10_000;

/** Of each code that several terminals admitted, all but one passage name that one, and have a case. */
export function doubleUseFaults(/** @type {Found[]} */ found, /** @type {Stored} */ { passages, cases }) {
  const opened = countBy(cases, ({ passage }) => passage);
  const expected = new Set();
  const faults = [];
  for (const [code, uses] of groupBy(admittedOf(found), ({ event }) => event.code)) {
    const stored = uses.flatMap(({ passage }) => (passage ? [passage] : []));
    const firsts = stored.filter(({ twice }) => twice === null);
    if (firsts.length !== 1 || stored.some(({ twice }) => twice !== null && twice !== firsts[0].id)) {
      faults.push(`used at ${uses.length} terminals, found ${stored.length - firsts.length} times: ${code}`);
    }
    for (const { id } of stored.filter((passage) => passage !== firsts[0])) {
      expected.add(id);
      if (opened.get(id) !== 1) {
        faults.push(`used twice, ${opened.get(id) ?? 0} cases: ${id}`);
      }
    }
  }
  return [
    ...faults,
    ...[...opened.keys()].filter((id) => !expected.has(id)).map((id) => `a case of nothing: ${id}`),
    ...passages.filter(({ id, twice }) => twice !== null && !expected.has(id)).map(({ id }) => `no double use: ${id}`),
  ];
}

/** Each person is where the last passage of the day says, worked out in the order in which it happened. */
export function placeFaults(/** @type {Map<number, Lane>} */ lanes, /** @type {Stored} */ { places }) {
  const last = inOrder(lanes);
  const stored = new Map(places.map((place) => [place.person, place]));
  return [
    ...[...last].flatMap(([person, { at, way }]) => {
      const place = stored.get(person);
      return place?.direction === way && Math.abs(place.at - at) <= SAME_INSTANT_MS
        ? []
        : [`not where they went: ${person}`];
    }),
    ...places.filter(({ person }) => !last.has(person)).map(({ person }) => `never went anywhere: ${person}`),
  ];
}

/** @param {Map<number, Lane>} lanes */
export function inOrder(lanes) {
  const went = [...lanes.values()].flatMap(({ showings, kept }) => {
    const admitted = new Set(kept.filter(({ verdict }) => verdict === 'admitted').map(({ code }) => code));
    return showings.filter(({ code, is }) => is !== 'again' && admitted.has(code));
  });
  went.sort((a, b) => a.at - b.at);
  return new Map(went.map(({ person, at, way }) => [personId(person), { at, way }]));
}

/** How many passages with a code that another terminal had admitted as well: by the history alone. @param {Map<number, Lane>} lanes */
export function doubleUses(lanes) {
  const codes = [...lanes.values()].flatMap(({ kept }) => kept.filter(({ verdict }) => verdict === 'admitted'));
  return [...countBy(codes, ({ code }) => code).values()].reduce((sum, times) => sum + times - 1, 0);
}

const admittedOf = (/** @type {Found[]} */ found) => found.filter(({ event }) => event.verdict === 'admitted');
