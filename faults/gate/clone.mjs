import { cpSync } from 'node:fs';
import { openCodes } from './codes.mjs';
import { partsOf, startDevice, Time } from './device.mjs';
import { enrolTerminal } from './world.mjs';

const A_BATCH = 5;
const STEADY = { skewMs: 0, met: true, jump: null };

/**
 * Somebody copies all that a terminal keeps while it runs; both go on under the same key and the same start, and tell at
 * the same moment, to one server each. Then the copy is started anew.
 * @param {import('./world.mjs').GateWorld} world @param {{ n: number, events: number, person: number }} options
 */
export async function cloneTerminal(world, { n, events, person }) {
  const parts = partsOf(world.dist);
  const terminal = await enrolTerminal(world, n, 1);
  const copy = { ...terminal, home: `${terminal.home}-copy` };
  const sends = world.ports.map((port) => toPort(port));
  const original = await startDevice(parts, terminal.home, new Time(), STEADY, sends[0]);
  await original.keeping.round();
  const [told, other] = ['o', 'c'].map((mark) => eventsOf(world, original.device, { mark, events, person }));
  const post = (/** @type {any[]} */ batch, /** @type {number} */ at) =>
    tell(world, original.device, batch, sends[at], parts);
  for (let at = 0; at < events; at += A_BATCH) {
    await Promise.all([told, other].map((list, server) => post(list.slice(at, at + A_BATCH), server)));
  }
  original.device.stop();
  cpSync(terminal.home, copy.home, { recursive: true });
  const restarted = await startDevice(parts, terminal.home, new Time(), STEADY, sends[0]);
  await restarted.keeping.round();
  const clone = await startDevice(parts, copy.home, new Time(), STEADY, sends[1]);
  const refused = await clone.keeping.round().then(
    () => null,
    (error) => error.code,
  );
  restarted.device.stop();
  clone.device.stop();
  return { terminal: terminal.id, refused, ...(await leftOf(world, terminal.id)), told: 2 * events };
}

/** @param {number} port @returns {typeof fetch} */
const toPort = (port) => (url, init) => {
  const { pathname, search } = new URL(String(url));
  return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
};

/** Admitted under the numbers 1, 2, 3 … of one start. */
function eventsOf(world, device, { mark, events, person }) {
  const sign = openCodes(world);
  const startsAt = Date.now() - 3_600_000;
  return Array.from({ length: events }, (_, at) => {
    const instant = startsAt + at * 1_000;
    const jti = `${mark}${String(at).padStart(7, '0')}`;
    return {
      ...{ bootId: device.bootId, sequence: at + 1, scanSequence: null, at: new Date(instant).toISOString() },
      ...{ offsetMs: 0, gateId: device.settings.gate.id, means: 'code', direction: 'in', verdict: 'admitted' },
      ...{ code: sign({ gate: 1, person, way: 'in', at: instant, jti }), temperatureTenths: 365 },
    };
  });
}

/** As a device with this key signs it, straight to one server. */
async function tell(world, device, events, send, parts) {
  const signer = parts.readKeyPair(device.home.readKey(device.home.readDevice().keyId));
  const { keyId } = device.home.readDevice();
  const line = new parts.ServerLine({
    ...{ server: `http://127.0.0.1:${world.ports[0]}`, time: device.time, send },
    sign: parts.signedHeaders(() => ({ keyId, sign: signer.sign })),
  });
  const { outcomes } = await line.post('events', { sentAt: new Date().toISOString(), events });
  return outcomes;
}

/** @param {import('./world.mjs').GateWorld} world @param {string} id */
async function leftOf({ rig }, id) {
  const { rows } = await rig.observer.query(
    `SELECT (SELECT count(*)::int FROM passages WHERE terminal_id = $1 AND offline) AS stored,
       (SELECT count(*)::int FROM forked_events WHERE terminal_id = $1) AS forked,
       (SELECT coalesce(sum(count), 0)::int FROM terminal_alarms WHERE terminal_id = $1 AND kind = 'sequence_forked') AS alarmed,
       (SELECT count(*)::int FROM terminal_alarms WHERE terminal_id = $1 AND kind = 'boot_forked') AS boots`,
    [id],
  );
  return rows[0];
}
