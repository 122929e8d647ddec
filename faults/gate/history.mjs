import { appendFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} KeptEvent what a terminal has on its disk, as it will tell it
 * @property {string} bootId
 * @property {number} sequence
 * @property {string} code
 * @property {'in' | 'out'} direction
 * @property {string} verdict
 *
 * @typedef {object} Lane one terminal's day
 * @property {string} id
 * @property {number} gate
 * @property {import('./device.mjs').Clockwork} clockwork
 * @property {import('./plan.mjs').Showing[]} showings
 * @property {(string | null)[]} told what each was told; null: the power went, nobody knows
 * @property {Set<number>} interrupted showings during which the power went: they were held once more
 * @property {KeptEvent[]} kept
 */

/** What people were told at the gates, in memory and line by line in a file. */
export class GateHistory {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    /** @type {Map<number, Lane>} */
    this.lanes = new Map();
    /** @type {{ n: number, seconds: number, verdict: string, by: string }[]} */
    this.refusals = [];
    writeFileSync(file, '');
  }

  /** @param {number} n @param {Omit<Lane, 'told' | 'interrupted' | 'kept'>} lane */
  open(n, lane) {
    this.lanes.set(n, { ...lane, told: lane.showings.map(() => null), interrupted: new Set(), kept: [] });
  }

  /** @param {number} n */
  lane(n) {
    return /** @type {Lane} */ (this.lanes.get(n));
  }

  /** A message of a process with terminals. @param {any} message */
  hear({ shown, refused }) {
    if (shown) {
      const [n, at, verdict] = shown;
      this.lane(n).told[at] = verdict;
      this.log('told', { n, at, verdict });
    }
    if (refused) {
      const [n, seconds, verdict, by] = refused;
      this.refusals.push({ n, seconds, verdict, by });
      this.log('refused', { n, seconds, verdict, by });
    }
  }

  /** Where the day of a terminal goes on after the power went. @param {number} n */
  resume(n) {
    const { told, interrupted } = this.lane(n);
    const next = told.indexOf(null);
    const from = next === -1 ? told.length : next;
    if (from < told.length) {
      interrupted.add(from);
    }
    return from;
  }

  /** How many showings were answered. */
  answered() {
    return [...this.lanes.values()].reduce((sum, { told }) => sum + told.filter((one) => one !== null).length, 0);
  }

  /** @param {string} event @param {object} facts */
  log(event, facts) {
    appendFileSync(this.file, `${JSON.stringify({ event, ...facts })}\n`);
  }
}
