import { randomUUID } from 'node:crypto';
import { differing, sorted } from '../rig/difference.mjs';
import { bearerOf, reportOf } from '../rig/report.mjs';
import { leftRows, resetReports } from './state.mjs';

const STUDENTS = 200;

/**
 * The same requests to the server and to its peer, first sendings, corrections and repeats alike.
 * @param {import('../rig/rig.mjs').Rig} rig
 * @param {{ server: number, twin: number }} ports
 * @returns {Promise<number>} rows and answers that differ
 */
export async function countDifferences(rig, ports) {
  const sendings = sendingsOf(rig);
  const left = [];
  for (const port of [ports.server, ports.twin]) {
    await resetReports(rig);
    const answers = [];
    for (const sending of sendings) {
      answers.push(await answerOf(port, sending));
    }
    left.push({ answers, ...(await leftRows(rig)) });
  }
  const [ours, theirs] = left;
  return Object.keys(ours).reduce((sum, name) => sum + differing(name, ours[name], theirs[name]), 0);
}

/** @param {import('../rig/rig.mjs').Rig} rig */
function sendingsOf({ keys, campus }) {
  const sendings = [];
  for (let n = 1; n <= STUDENTS; n++) {
    const authorization = bearerOf(keys, n);
    const send = (/** @type {string} */ key, /** @type {string} */ words) =>
      sendings.push({ authorization, key, body: JSON.stringify(reportOf(keys, campus.day, n, words)) });
    const [first, second] = [randomUUID(), randomUUID()];
    send(first, '一切正常');
    if (n % 3 === 0) {
      send(second, '改一下');
    }
    if (n % 5 === 0) {
      sendings.push(sendings[sendings.length - 1]);
      send(first, '同一个键，另一份内容');
    }
  }
  return sendings;
}

/** @param {number} port @param {{ authorization: string, key: string, body: string }} sending */
async function answerOf(port, { authorization, key, body }) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/check-ins`, {
    method: 'POST',
    headers: { authorization, 'idempotency-key': key, 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (answer.status !== 201) {
    return `${answer.status}`;
  }
  const { reportId, receiptNumber, submittedAt, ...rest } = JSON.parse(text);
  const known = [reportId, receiptNumber, submittedAt].every((part) => typeof part === 'string');
  return `201 ${known} ${JSON.stringify(sorted(rest))}`;
}
