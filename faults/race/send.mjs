import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, writeHeaders } from '../load/http.mjs';

const TRIES = 40;

/**
 * One request, repeated under the same key while the server is busy.
 * @param {number} port
 * @param {string} authorization
 * @param {'GET' | 'POST' | 'PUT'} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<{ status: number, body: any }>}
 */
export async function send(port, authorization, method, path, body) {
  const headers = writeHeaders(authorization, randomUUID());
  const text = body === undefined ? '{}' : JSON.stringify(body);
  for (let tries = 0; ; tries++) {
    const answer = await ask(
      port,
      /** @type {'GET' | 'POST'} */ (method),
      `/api/v1${path}`,
      method === 'GET' ? { authorization } : headers,
      method === 'GET' ? undefined : text,
    );
    if (answer.status !== 0 && answer.status !== 503) {
      return { status: answer.status, body: answer.body === '' ? null : JSON.parse(answer.body) };
    }
    if (tries === TRIES) {
      throw new Error(`${method} ${path} was answered ${answer.status} ${TRIES} times`);
    }
    await sleep(100);
  }
}

/** The same, where anything but success ends the run. @type {typeof send} */
export async function demand(port, authorization, method, path, body) {
  const answer = await send(port, authorization, method, path, body);
  if (answer.status >= 300) {
    throw new Error(`${method} ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

/**
 * What a contestant was told; an answer that none may get is kept as a fault of the round.
 * @template T
 * @param {{ status: number, body: any }} answer @param {T} nothing what stands for such an answer @param {string[]} faults
 * @returns {any}
 */
export function told({ status, body }, nothing, faults) {
  if (status === 200) {
    return body;
  }
  faults.push(`answered ${status} ${body?.code}`);
  return nothing;
}

/** Both begin in the same turn of the loop, one of them held back by some milliseconds. */
export const atOnce = (/** @type {(() => Promise<any>)[]} */ contestants, /** @type {number[]} */ delaysMs) =>
  Promise.all(
    contestants.map(async (act, at) => {
      if (delaysMs[at] > 0) {
        await sleep(delaysMs[at]);
      }
      return act();
    }),
  );
