import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gateId, seedGates } from '../../bench/gate/gates.mjs';
import { personId, SCHOOL_ID, sessionId } from '../../bench/rig/campus.mjs';
import { waitUntilServing } from '../../bench/rig/program.mjs';
import { bearerOf } from '../../bench/rig/report.mjs';
import { openRig } from '../../bench/rig/rig.mjs';
import { demand } from '../race/send.mjs';
import { codeKeysOf } from './codes.mjs';

const HOUR_MS = 3_600_000;
/** The operator rotates the key of pass codes a day before it is needed. */
const ROTATED_HOURS_AGO = 26;

/**
 * @typedef {object} Terminal
 * @property {number} n
 * @property {string} id
 * @property {number} gate two terminals stand at one gate
 * @property {string} home where it keeps everything
 */

/**
 * Two servers and a worker on one database, gates with two software terminals each, enrolled with an administrator's code.
 * The key of pass codes was rotated 26 hours ago: the new one signs since an hour ago, the old one ends `overlapMs` from now.
 * @param {{ name: string, people: number, terminals: number, overlapMs: number }} options
 */
export async function openGateWorld({ name, people, terminals: count, overlapMs }) {
  const rig = await openRig({ name: `faults-${name}`, people, firstPort: 3900, autovacuum: 'on' });
  const require = createRequire(join(rig.dist, 'main.js'));
  const load = (/** @type {string} */ path) => require(join(rig.dist, path));
  const programs = new Map();
  const close = async () => {
    await Promise.all([...programs.values()].map((program) => program.stop()));
    await rig.close();
  };
  try {
    const keysFile = rig.place.inDir('keys.json');
    load('operator/keys-rotate.js').rotatePassCode(
      keysFile,
      new Date(Date.now() - ROTATED_HOURS_AGO * HOUR_MS + overlapMs),
      false,
    );
    const { schoolCode } = await seedGates(rig, Math.ceil(count / 2));
    await makeAdministrator(rig);
    const ports = [rig.port, rig.spare];
    const startServer = async (/** @type {number} */ port) => {
      const program = rig.start('main', { PORT: String(port) });
      programs.set(port, program);
      await waitUntilServing(port, program);
    };
    programs.set('worker', rig.start('worker'));
    await Promise.all(ports.map(startServer));
    const world = {
      ...{ rig, load, ports, schoolCode, close, startServer },
      admin: bearerOf(rig.keys, rig.campus.counsellor),
      keysFile,
      dist: rig.dist,
      keptFile: (/** @type {number} */ n) => rig.place.inDir(`kept-${n}.json`),
      codeKeys: codeKeysOf(rig.dist, keysFile),
      kill: async (/** @type {number} */ port) => programs.get(port).kill('SIGKILL'),
    };
    /** @type {Terminal[]} */
    const terminals = [];
    for (let n = 1; n <= count; n++) {
      terminals.push(await enrolTerminal(world, n, Math.ceil(n / 2)));
    }
    return { ...world, terminals };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof openGateWorld>>} GateWorld */

/** @param {import('../../bench/rig/rig.mjs').Rig} rig */
async function makeAdministrator({ observer, campus: { counsellor } }) {
  await observer.query(
    `INSERT INTO role_grants (school_id, id, person_id, role)
     SELECT $1, gen_random_uuid(), $2, role FROM unnest('{school_admin,card_staff}'::text[]) role`,
    [SCHOOL_ID, personId(counsellor)],
  );
  await observer.query('UPDATE sessions SET staff_verified = true WHERE id = $1', [sessionId(counsellor)]);
}

/**
 * As the administrator and the device do it.
 * @param {Pick<GateWorld, 'rig' | 'load' | 'ports' | 'admin'>} world @param {number} n @param {number} gate @param {string} [server]
 * @returns {Promise<Terminal>}
 */
export async function enrolTerminal({ rig, load, ports, admin }, n, gate, server = `http://127.0.0.1:${ports[0]}`) {
  const { body } = await demand(ports[0], admin, 'POST', '/terminals', { gateId: gateId(gate), name: `lane ${n}` });
  const folder = rig.place.inDir('terminals', String(n));
  const { Home } = load('soft-terminal/home.js');
  const clocks = { wall: () => new Date(), runningMs: () => performance.now() };
  const wish = { server, code: body.enrolmentCode };
  const { terminalId } = await load('soft-terminal/enrolment.js').enrol(new Home(folder), wish, {
    clocks,
    send: fetch,
  });
  return { n, id: terminalId, gate, home: folder };
}
