import { seedGates } from '../bench/gate/gates.mjs';
import { openSigning } from '../bench/gate/signing.mjs';
import { runClosed } from '../bench/load/closed-loop.mjs';
import { rawRequest } from '../bench/load/connection.mjs';
import { openRig } from '../bench/rig/rig.mjs';
import { atLeast, atMost, conclude, median } from '../bench/rig/verdict.mjs';
import { openForgeries } from './forged/forgeries.mjs';
import { residentMb } from './forged/memory.mjs';
import { openDraw } from './load/draw.mjs';

/*
 * `npm run faults -- forged-codes`: a hundred thousand codes that nobody signed, before sixteen terminals of a running server.
 * None is admitted, each is answered, memory stays, and good codes go on working. FAULTS_SMOKE=1: two thousand.
 */
const isSmoke = process.env.FAULTS_SMOKE === '1';
const CODES = isSmoke ? 2_000 : 100_000;
const A_ROUND = isSmoke ? 500 : 2_000;
const CONNECTIONS = 32;
const GOOD_A_ROUND = 5;

const draw = openDraw(Number(process.env.FAULTS_SEED ?? 1));
const rig = await openRig({ name: 'faults-forged-codes', people: 1_000, firstPort: 3850, autovacuum: 'on' });
const programs = [];
let code = 1;
try {
  const gates = await seedGates(rig, 16);
  const server = await rig.startServer();
  programs.push(server);
  code = conclude('forged-codes', await attack(gates, server));
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

/** @param {import('../bench/gate/gates.mjs').Gates} gates @param {import('../bench/rig/program.mjs').Program} server */
async function attack(gates, server) {
  const signing = openSigning(rig.dist, String(rig.env().KEYS_FILE), gates);
  const forge = openForgeries(draw);
  const statuses = { 200: 0, other: 0, 5: 0 };
  const verdicts = { admitted: 0 };
  const memory = [];
  let sequence = 0;
  let good = 0;
  const request = (/** @type {string} */ shown, /** @type {number} */ lane) => {
    const device = gates.devices[lane % gates.devices.length];
    sequence += 1;
    const { target, headers, body } = signing.post(device, 'scans', signing.scanOf(device, sequence, shown));
    return rawRequest('POST', target, headers, body);
  };
  const tally = (/** @type {number} */ status, /** @type {string} */ body) => {
    statuses[status === 200 ? 200 : status >= 500 || status === 0 ? 5 : 'other'] += 1;
    const verdict = /"verdict":"(\w+)"/.exec(body)?.[1] ?? 'none';
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    return true;
  };
  for (let done = 0; done < CODES; done += A_ROUND) {
    const forged = Array.from({ length: A_ROUND }, (_, at) => {
      const device = gates.devices[at % gates.devices.length];
      return request(forge(signing.code(device, 1 + (at % 1_000))), at);
    });
    await runClosed({ port: rig.port, connections: CONNECTIONS }, forged, tally);
    const genuine = Array.from({ length: GOOD_A_ROUND }, (_, at) =>
      request(signing.code(gates.devices[at], 1 + at), at),
    );
    const isAdmitted = (/** @type {number} */ status, /** @type {string} */ body) =>
      status === 200 && body.includes('"verdict":"admitted"');
    good += (await runClosed({ port: rig.port, connections: 1 }, genuine, isAdmitted)).good;
    memory.push(residentMb(server.pid));
  }
  console.log('verdicts', JSON.stringify(verdicts));
  console.log(`memory in MB: ${memory.map((mb) => mb.toFixed(0)).join(' ')}`);
  const { rows } = await rig.observer.query(
    `SELECT count(*)::int AS n FROM passages WHERE verdict = 'admitted' AND person_id IS NULL`,
  );
  const fifth = Math.ceil(memory.length / 5);
  return [
    atLeast('forged codes', statuses[200] + statuses.other + statuses[5], CODES),
    atMost('forged codes that were admitted', verdicts.admitted + rows[0].n, 0),
    atMost('answers 5xx, or none', statuses[5], 0),
    atMost('answers that are no verdict', statuses.other, 0),
    atMost('good codes beside them that were not admitted', (CODES / A_ROUND) * GOOD_A_ROUND - good, 0),
    ...(isSmoke
      ? []
      : [
          atMost(
            'memory in the last fifth, against the second',
            median(memory.slice(-fifth)) / median(memory.slice(fifth, 2 * fifth)),
            1.15,
          ),
        ]),
  ];
}
