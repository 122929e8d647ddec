import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * @typedef {object} Clockwork how the clock of a terminal goes
 * @property {number} skewMs wrong from the beginning
 * @property {boolean} met the server was met before the network went
 * @property {{ at: number, byMs: number } | null} jump somebody sets it anew
 */

/** The parts of the software terminal that the build of the run holds. @param {string} dist */
export function partsOf(dist) {
  const require = createRequire(join(dist, 'main.js'));
  const load = (/** @type {string} */ path) => require(join(dist, path));
  const shared = (/** @type {string} */ path) => require(join(dist, '../../shared/src', path));
  return {
    ...load('soft-terminal/home.js'),
    ...load('soft-terminal/soft-device.js'),
    ...load('soft-terminal/enrolment.js'),
    ...load('soft-terminal/event-log.js'),
    ...load('soft-terminal/misbehaviour.js'),
    ...load('soft-terminal/service.js'),
    ...load('soft-terminal/device-key.js'),
    ...load('soft-terminal/signed-headers.js'),
    ...shared('device/gatekeeper.js'),
    ...shared('device/as-told.js'),
    ...shared('device/keeping.js'),
    ...shared('device/server-line.js'),
  };
}

const VERSION = 'fault';
const ANSWER_WITHIN_MS = 1_500;

/** A true instant that is told where a day is replayed; null: it is now. */
export class Time {
  /** @type {number | null} */
  told = null;

  now() {
    return this.told ?? Date.now();
  }
}

/**
 * One start of a software terminal whose clocks go as they are told.
 * @param {ReturnType<typeof partsOf>} parts
 * @param {string} folder
 * @param {Time} time
 * @param {Clockwork} clockwork
 * @param {typeof fetch} send
 * @param {object} rest
 */
export async function startDevice(parts, folder, time, { skewMs, jump }, send, rest = {}) {
  const shiftMs = () => skewMs + (jump !== null && time.now() >= jump.at ? jump.byMs : 0);
  const clocks = { wall: () => new Date(time.now() + shiftMs()), runningMs: () => time.now() };
  const home = new parts.Home(folder);
  const device = await parts.SoftDevice.start(home, { clocks, send, ...rest });
  const keeping = new parts.Keeping(device, VERSION);
  const gate = new parts.Gatekeeper(device, keeping, { lane: null, answerWithinMs: ANSWER_WITHIN_MS });
  return { home, device, keeping, gate };
}

/** The folder of a terminal as it was when it met the server last. @param {string} dist @param {string} folder @param {number} at */
export function asOf(dist, folder, at) {
  const home = new (partsOf(dist).Home)(folder);
  const config = home.readConfig();
  home.writeConfig({ ...config, serverTime: new Date(at).toISOString() });
  return config;
}

/** @typedef {Awaited<ReturnType<typeof startDevice>>} Started */
