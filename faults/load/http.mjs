import { Agent, request } from 'node:http';

const ATTEMPT_MS = 8_000;
const agent = new Agent({ keepAlive: true, maxSockets: 400 });

/**
 * One attempt; status 0 where no answer came.
 * @param {number} port
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} [body]
 * @returns {Promise<{ status: number, retryAfter: string | undefined, body: string, ms: number }>}
 */
export function ask(port, method, path, headers, body) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const done = (status = 0, text = '', retryAfter = /** @type {string | undefined} */ (undefined)) =>
      resolve({ status, retryAfter, body: text, ms: performance.now() - startedAt });
    const options = { host: '127.0.0.1', port, method, path, headers, agent, timeout: ATTEMPT_MS };
    const sending = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => done(answer.statusCode, text, answer.headers['retry-after']));
      answer.on('error', () => done());
      answer.on('aborted', () => done());
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => done());
    sending.end(body);
  });
}

/** @param {string} authorization @param {string} key */
export const writeHeaders = (authorization, key) => ({
  authorization,
  'idempotency-key': key,
  'content-type': 'application/json',
});
