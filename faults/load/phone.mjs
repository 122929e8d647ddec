import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearerOf, reportOf } from '../../bench/rig/report.mjs';
import { ask, writeHeaders } from './http.mjs';

/** So long does a phone go on sending; a person who gives up earlier closes the app after the first failure. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 150;
const IMPATIENT_SHARE = 0.1;
const DOUBLE_TAP_SHARE = 0.05;
const REPEAT_SHARE = 0.05;

/**
 * @typedef {object} Sender
 * @property {import('../../bench/rig/rig.mjs').Rig} rig
 * @property {import('../record/history.mjs').History} history
 * @property {() => number} draw
 * @property {(answer: Awaited<ReturnType<typeof ask>>) => void} observe sees every attempt
 */

/**
 * One report until it is acknowledged, refused or given up. The answers carry the key, so that what is stored tells
 * what was sent. Some tap twice at once, some repeat after the answer, some give up.
 * @param {Sender} sender
 * @param {number} student
 */
export async function report(sender, student) {
  const { rig, history, draw } = sender;
  const key = randomUUID();
  const body = JSON.stringify(reportOf(rig.keys, rig.campus.day, student, key));
  const headers = writeHeaders(bearerOf(rig.keys, student), key);
  const attempt = () => attemptOnce(sender, key, headers, body);
  const isImpatient = draw() < IMPATIENT_SHARE;
  const isDoubleTap = draw() < DOUBLE_TAP_SHARE;
  const isRepeated = draw() < REPEAT_SHARE;
  history.sent(key, student);
  const giveUpAt = Date.now() + (isImpatient ? 0 : PATIENCE_MS);
  for (;;) {
    const outcomes = await Promise.all(isDoubleTap ? [attempt(), attempt()] : [attempt()]);
    if (outcomes.includes('settled')) {
      break;
    }
    if (Date.now() >= giveUpAt) {
      return history.unknown(key);
    }
    await sleep(PAUSE_MS + draw() * PAUSE_MS);
  }
  if (isRepeated) {
    await attempt();
  }
}

/**
 * @param {Sender} sender @param {string} key @param {Record<string, string>} headers @param {string} body
 * @returns {Promise<'settled' | 'again'>}
 */
async function attemptOnce({ rig, history, observe }, key, headers, body) {
  const answer = await ask(rig.port, 'POST', '/api/v1/check-ins', headers, body);
  observe(answer);
  if (answer.status === 201) {
    history.acknowledged(key, JSON.parse(answer.body));
    return 'settled';
  }
  if (answer.status === 0 || answer.status === 503) {
    return 'again';
  }
  history.refused(key, answer.status);
  return 'settled';
}
