import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { personId } from '../../bench/rig/campus.mjs';
import { sparePorts } from '../../bench/rig/place.mjs';
import { demand } from '../race/send.mjs';
import { layCable } from './cable.mjs';
import { codeKeysOf, openCodes } from './codes.mjs';
import { startTerminal } from './program.mjs';
import { enrolTerminal } from './world.mjs';

const PATIENCE_MS = 90_000;

/**
 * Two terminals whose cable is pulled. Meanwhile one of them is revoked, somebody is suspended, and the key of pass codes is
 * exchanged at once. The cable is back: how long until all of that counts.
 * @param {import('./world.mjs').GateWorld} world
 * @param {{ firstN: number, suspended: number, other: number }} options persons
 */
export async function changesWhileAway(world, { firstN, suspended, other }) {
  const { ports, admin, dist, keysFile } = world;
  const [cablePort] = await sparePorts(3960, 1);
  const cable = await layCable(cablePort, ports[0]);
  const kept = await enrolTerminal(world, firstN, 1, cable.url);
  const stolen = await enrolTerminal(world, firstN + 1, 1, cable.url);
  const [gate, thief] = [kept, stolen].map((terminal) => startTerminal(world, terminal, ['run']));
  const show = codesAt(world, gate);
  try {
    await Promise.all([gate.next(), thief.next()]);
    const before = [await show(suspended), await show(other)];
    cable.pull();
    const alone = [await show(suspended), await show(other)];
    await demand(ports[0], admin, 'PUT', `/people/${personId(suspended)}/state`, { state: 'suspended' });
    await demand(ports[0], admin, 'POST', `/terminals/${stolen.id}/revocation`);
    world.load('operator/keys-rotate.js').rotatePassCode(keysFile, new Date(), true);
    const [fresh, earlier] = codeKeysOf(dist, keysFile);
    const unknownAlone = await show(other, fresh);
    const startedAt = Date.now();
    cable.plug();
    const seconds = () => (Date.now() - startedAt) / 1000;
    const [person, device] = await Promise.all([
      secondsUntil(async () => !(await show(suspended, earlier)).admitted, seconds),
      Promise.race([thief.ended.then(seconds), sleep(PATIENCE_MS, Infinity, { ref: false })]),
    ]);
    const after = {
      suspended: await show(suspended),
      fresh: await show(other, fresh),
      earlier: await show(other, earlier),
    };
    return {
      ...{ terminals: [kept.id, stolen.id], person, device, before, alone, unknownAlone, after },
      left: readdirSync(stolen.home).filter((name) => name !== 'pid'),
    };
  } finally {
    gate.kill();
    thief.kill();
    await Promise.all([gate.ended, thief.ended]);
    cable.close();
  }
}

/** @param {import('./world.mjs').GateWorld} world @param {ReturnType<typeof startTerminal>} gate */
function codesAt(world, gate) {
  return (/** @type {number} */ person, /** @type {any} */ key = world.codeKeys[0]) => {
    const jti = randomBytes(6).toString('base64url');
    const sign = openCodes({ ...world, codeKeys: [{ ...key, signsFrom: new Date(0) }] });
    return gate.ask(`${sign({ gate: 1, person, way: 'in', at: Date.now() - 2_000, jti })} 36.5`);
  };
}

/** @param {() => Promise<boolean>} isSo @param {() => number} seconds */
async function secondsUntil(isSo, seconds) {
  while (seconds() * 1000 < PATIENCE_MS) {
    if (await isSo()) {
      return seconds();
    }
    await sleep(500);
  }
  return Infinity;
}
