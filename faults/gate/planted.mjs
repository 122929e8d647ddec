import { faultsOf } from './checker.mjs';

/**
 * @typedef {{ lanes: Map<number, import('./history.mjs').Lane>, stored: import('./stored.mjs').Stored }} Run
 * @typedef {keyof ReturnType<typeof faultsOf>} Kind
 */

const isAdmitted = (/** @type {{ verdict: string }} */ { verdict }) => verdict === 'admitted';
const lane = (/** @type {Run} */ { lanes }) => /** @type {import('./history.mjs').Lane} */ (lanes.get(1));
const passage = (/** @type {Run} */ { stored }) => stored.passages.find(isAdmitted);
const twice = (/** @type {Run} */ { stored }) => stored.passages.find(({ twice: first }) => first !== null);

/**
 * Bugs planted into what this run has recorded: the kind of fault that each must be seen as.
 * @type {Record<string, [Kind, (run: Run) => unknown]>}
 */
const PLANTED = {
  'an admitted event lost from the disk': [
    'disk',
    (run) => lane(run).kept.splice(lane(run).kept.findIndex(isAdmitted), 1),
  ],
  'a code admitted twice by one terminal': [
    'gate',
    (run) => {
      const [first] = lane(run).kept.filter(isAdmitted);
      lane(run).kept.push({ ...first, sequence: 99_999 });
    },
  ],
  'somebody refused for nothing': [
    'gate',
    (run) => (lane(run).told[lane(run).showings.findIndex(({ is }) => is === 'first')] = 'code_expired'),
  ],
  'a used code that was told it is good': [
    'gate',
    (run) => {
      const [other] = [...run.lanes.values()].filter(({ showings }) => showings.some(({ is }) => is === 'again'));
      other.told[other.showings.findIndex(({ is }) => is === 'again')] = 'admitted';
    },
  ],
  'an event that is not stored': [
    'stored',
    ({ stored }) => stored.passages.splice(stored.passages.findIndex(isAdmitted), 1),
  ],
  'an event that is not remembered': ['stored', ({ stored }) => stored.receipts.pop()],
  'an event stored twice': ['stored', (run) => run.stored.passages.push({ ...passage(run), id: 'copy', twice: null })],
  'an event that nobody told': [
    'stored',
    ({ stored }) => stored.receipts.push({ ...stored.receipts[0], sequence: 99_999, passage: 'none' }),
  ],
  'an event under quarantine': ['stored', (run) => Object.assign(passage(run), { quarantine: 'too_old' })],
  'an event of somebody else': ['stored', (run) => Object.assign(passage(run), { person: 'nobody' })],
  'an event an hour aside': ['stored', (run) => (passage(run).at += 3_600_000)],
  'a double use that was not found': ['twice', (run) => Object.assign(twice(run), { twice: null })],
  'a double use without a case': ['twice', ({ stored }) => stored.cases.pop()],
  'a double use with two cases': ['twice', ({ stored }) => stored.cases.push(stored.cases[0])],
  'a case of nothing': ['twice', ({ stored }) => stored.cases.push({ passage: 'none', person: 'nobody' })],
  'somebody inside who went out': [
    'places',
    ({ stored: { places } }) => (places[0].direction = places[0].direction === 'in' ? 'out' : 'in'),
  ],
  'somebody who is nowhere': ['places', ({ stored }) => stored.places.pop()],
  'somebody placed by an earlier passage': ['places', ({ stored }) => (stored.places[0].at -= 600_000)],
};

/** @param {Run} run @returns {string[]} planted bugs that the checker did not see */
export function unseenBugs(run) {
  const before = faultsOf(run.lanes, run.stored);
  return Object.entries(PLANTED)
    .filter(([, [kind, plant]]) => {
      const bad = copyOf(run);
      try {
        plant(bad);
      } catch {
        return true;
      }
      return faultsOf(bad.lanes, bad.stored)[kind].length <= before[kind].length;
    })
    .map(([bug]) => bug);
}

export const plantedBugs = Object.keys(PLANTED).length;

/** Rows are copied where a bug may change them, showings are not. @param {Run} run @returns {Run} */
function copyOf({ lanes, stored }) {
  const rows = (/** @type {any[]} */ list) => list.map((row) => ({ ...row }));
  return {
    lanes: new Map([...lanes].map(([n, one]) => [n, { ...one, told: [...one.told], kept: [...one.kept] }])),
    stored: {
      receipts: [...stored.receipts],
      passages: rows(stored.passages),
      cases: [...stored.cases],
      places: rows(stored.places),
    },
  };
}
