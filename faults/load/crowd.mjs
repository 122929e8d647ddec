import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../bench/rig/verdict.mjs';
import { report } from './phone.mjs';

/**
 * @typedef {object} Tally what the phones of one experiment saw
 * @property {Record<string, number>} statuses of every attempt
 * @property {number} withoutRetryAfter answers 503 that do not say when to come back
 * @property {number} slowestBusyMs the slowest 503
 * @property {number} p99Ms of acknowledged attempts
 */

/**
 * Phones that send one report after the other until `stop`, which lets each finish its last one.
 * @param {{ rig: import('../../bench/rig/rig.mjs').Rig, history: import('../record/history.mjs').History, draw: () => number, nextStudent: () => number }} world
 * @param {{ phones: number, pauseMs: number }} load
 */
export function startCrowd({ rig, history, draw, nextStudent }, { phones, pauseMs }) {
  /** @type {Record<string, number>} */
  const statuses = {};
  const acknowledgedMs = [0];
  let withoutRetryAfter = 0;
  let slowestBusyMs = 0;
  let lastAcknowledgedAt = 0;
  let isStopped = false;
  const observe = (/** @type {{ status: number, retryAfter: string | undefined, ms: number }} */ answer) => {
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (answer.status === 201) {
      acknowledgedMs.push(answer.ms);
      lastAcknowledgedAt = Date.now();
    }
    if (answer.status === 503) {
      withoutRetryAfter += answer.retryAfter === undefined ? 1 : 0;
      slowestBusyMs = Math.max(slowestBusyMs, answer.ms);
    }
  };
  const work = async () => {
    while (!isStopped) {
      await report({ rig, history, draw, observe }, nextStudent());
      await sleep(pauseMs * (0.5 + draw()));
    }
  };
  const all = Promise.all(Array.from({ length: phones }, work));
  return {
    lastAcknowledgedAt: () => lastAcknowledgedAt,
    acknowledged: () => statuses[201] ?? 0,
    /** @returns {Promise<Tally>} */
    stop: async () => {
      isStopped = true;
      await all;
      return { statuses, withoutRetryAfter, slowestBusyMs, p99Ms: percentile(acknowledgedMs, 0.99) };
    },
  };
}

/** Answers that no fault may cause. @param {Tally} tally */
export const serverErrors = ({ statuses }) =>
  Object.entries(statuses).reduce(
    (sum, [status, count]) => sum + (Number(status) >= 500 && status !== '503' ? count : 0),
    0,
  );
