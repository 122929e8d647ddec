import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, rawRequest } from '../load/connection.mjs';

const A_BATCH = 400;
const HOUR_MS = 3_600_000;
/** a day without network, and the way to the server */
const SPAN_MS = 20 * HOUR_MS;
/** as the answer of a busy server says */
const PAUSE_MS = 2_000;

/**
 * What terminals have kept: people in and out over most of a day, each with a code of that minute.
 * @param {import('./signing.mjs').Signing} signing
 * @param {import('./gates.mjs').Gates} gates
 * @param {{ events: number, people: number }} options
 * @returns {Map<import('./gates.mjs').Device, string[]>} batches without their frame
 */
export function keptEvents(signing, { devices }, { events, people }) {
  const startedAt = Date.now() - SPAN_MS - HOUR_MS;
  const each = Math.ceil(events / devices.length);
  return new Map(
    devices.map((device, lane) => {
      const count = Math.min(each, events - lane * each);
      const kept = Array.from({ length: count }, (_, at) => {
        const instant = new Date(startedAt + (at * SPAN_MS) / count);
        const n = ((lane * each + at) % people) + 1;
        const isIn = at % 2 === 0;
        const iat = Math.floor(instant.getTime() / 1000) - 5;
        const wish = { iat, exp: iat + 60, ...(isIn ? {} : { way: 'o' }) };
        return {
          ...{
            bootId: device.bootId,
            sequence: 1_000_000 + at,
            scanSequence: null,
            at: instant.toISOString(),
            offsetMs: 0,
          },
          ...{ gateId: device.gateId, means: 'code', code: signing.code(device, n, wish) },
          ...{ direction: isIn ? 'in' : 'out', verdict: 'admitted', temperatureTenths: 365 },
        };
      });
      const batches = [];
      for (let at = 0; at < kept.length; at += A_BATCH) {
        batches.push(JSON.stringify(kept.slice(at, at + A_BATCH)));
      }
      return [device, batches];
    }),
  );
}

/**
 * Every terminal sends its batches one after the other, and again what was not answered.
 * @param {import('./signing.mjs').Signing} signing
 * @param {number} port
 * @param {ReturnType<typeof keptEvents>} kept
 */
export async function flush(signing, port, kept) {
  const startedAt = performance.now();
  const outcomes = { stored: 0, duplicate: 0, quarantined: 0, busy: 0, failed: 0 };
  await Promise.all([...kept].map(([device, batches]) => flushDevice(signing, port, device, batches, outcomes)));
  return { seconds: (performance.now() - startedAt) / 1000, ...outcomes };
}

async function flushDevice(signing, port, device, batches, outcomes) {
  const connection = new Connection(port);
  for (const events of batches) {
    let status = 503;
    while (status === 503) {
      const answer = await send(connection, signing, device, events);
      ({ status } = answer);
      if (status === 200) {
        for (const { outcome } of JSON.parse(answer.body).outcomes) {
          outcomes[outcome] += 1;
        }
      } else if (status === 503) {
        outcomes.busy += 1;
        await sleep(PAUSE_MS);
      } else {
        outcomes.failed += 1;
      }
    }
  }
  connection.close();
}

/** @returns {Promise<{ status: number, body: string }>} */
function send(connection, signing, device, events) {
  const { target, body, headers } = signing.postText(
    device,
    'events',
    `{"sentAt":"${new Date().toISOString()}","events":${events}}`,
  );
  return new Promise((resolve) => {
    connection.send(rawRequest('POST', target, headers, body), (status, text) => resolve({ status, body: text }));
  });
}
