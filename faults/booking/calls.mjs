import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hallId, venueId } from '../../bench/booking/venues.mjs';
import { bearerOf } from '../../bench/rig/report.mjs';
import { ask, writeHeaders } from '../load/http.mjs';

const TRIES = 10;
const PAUSE_MS = 500;

/** @typedef {{ status: number, code: string, body: any, ms: number }} Told */

/**
 * What people, terminals and the administrator send, and how often each was answered how.
 * @param {import('../../bench/rig/rig.mjs').Rig} rig
 * @param {import('../../bench/gate/signing.mjs').Signing} signing
 */
export function openCalls(rig, signing) {
  /** answers by status and code @type {Map<string, number>} */
  const tally = new Map();
  let sequence = 0;

  /**
   * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method @param {string} path @param {Record<string, string>} headers
   * @param {string} [text] @returns {Promise<Told>}
   */
  async function send(port, method, path, headers, text) {
    const answer = await ask(port, /** @type {'POST'} */ (method), path, headers, text);
    const body = answer.body.startsWith('{') ? JSON.parse(answer.body) : null;
    const code = answer.status === 0 ? 'no answer' : answer.status >= 400 ? String(body?.code) : 'ok';
    const key = `${answer.status} ${code}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
    return { status: answer.status, code, body, ms: answer.ms };
  }

  /** As a phone does it: again under the same key, while the server asks to come back. @param {() => Promise<Told>} attempt */
  async function patiently(attempt) {
    for (let tries = 1; ; tries++) {
      const told = await attempt();
      if ((told.status !== 0 && told.status !== 503) || tries === TRIES) {
        return told;
      }
      await sleep(PAUSE_MS);
    }
  }

  const api = (port, n, method, path, body) => {
    const authorization = bearerOf(rig.keys, n);
    const isPlain = method === 'GET' || method === 'DELETE';
    const headers = isPlain ? { authorization } : writeHeaders(authorization, randomUUID());
    const text = isPlain ? undefined : JSON.stringify(body ?? {});
    return patiently(() => send(port, method, `/api/v1${path}`, headers, text));
  };
  /** Signed anew for each attempt; what is sent has its number. */
  const terminal = (port, device, path, content) =>
    patiently(() => {
      const { target, body, headers } = signing.post(device, path, content);
      return send(port, 'POST', target, { ...headers, 'content-type': 'application/json' }, body);
    });

  return {
    tally,
    book: (port, n, hall) => api(port, n, 'POST', '/bookings', { hallId: hallId(hall) }),
    cancel: (port, n, id) => api(port, n, 'POST', `/bookings/${id}/cancel`),
    accept: (port, n, id) => api(port, n, 'POST', `/bookings/${id}/accept`),
    decline: (port, n, id) => api(port, n, 'POST', `/bookings/${id}/decline`),
    end: (port, n, id) => api(port, n, 'POST', `/bookings/${id}/end`),
    join: (port, n, hall) => api(port, n, 'POST', '/booking/waiting', { hallId: hallId(hall) }),
    leave: (port, n, id) => api(port, n, 'DELETE', `/booking/waiting/${id}`),
    desk: (port, n) => api(port, n, 'GET', '/booking/desk'),
    /** The administrator. */
    staff: (port, method, path, body) => api(port, rig.campus.counsellor, method, path, body),
    venuePath: (venue) => `/venues/${venueId(venue)}`,
    /** A code at a door, as the phone shows it and the terminal sends it. @param {object} [wish] claims that are otherwise */
    scan: (port, device, n, wish = {}) => {
      sequence += 1;
      const scan = signing.scanOf(device, sequence, signing.code(device, n, wish));
      return terminal(port, device, 'scans', scan);
    },
    /** What terminals kept while they had no network. @param {{ device: any, n: number, at: number }[]} admissions */
    late: (port, device, admissions) => {
      const events = admissions.map(({ n, at }) => {
        const iat = Math.floor(at / 1000) - 5;
        sequence += 1;
        return {
          ...{ bootId: device.bootId, sequence: 1_000_000 + sequence, scanSequence: null, offsetMs: 0 },
          ...{ at: new Date(at).toISOString(), gateId: device.gateId, means: 'code', direction: 'in' },
          ...{ code: signing.code(device, n, { iat, exp: iat + 60 }), verdict: 'admitted', temperatureTenths: 365 },
        };
      });
      return terminal(port, device, 'events', { sentAt: new Date().toISOString(), events });
    },
  };
}

/** @typedef {ReturnType<typeof openCalls>} Calls */
