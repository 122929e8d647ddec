import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { personId, PERSON, SCHOOL_ID, sqlId } from '../rig/campus.mjs';

const CAMPUS_ID = 'a1000000-0000-7000-8000-000000000001';
const idOf = (/** @type {string} */ kind, /** @type {number} */ n) =>
  `${kind}000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const PASS = 'b3';
export const passId = (/** @type {number} */ n) => idOf(PASS, n);
export const gateId = (/** @type {number} */ n) => idOf('b2', n);
export const gateCode = (/** @type {number} */ n) => `n${n}`;

/**
 * @typedef {{ id: string, keyId: string, bootId: string, gate: number, gateId: string, gateCode: string, privateKey: string }} Device
 * @typedef {{ schoolCode: string, devices: Device[] }} Gates
 */

/**
 * Every student has a pass; each gate has one terminal that has announced its start.
 * @param {import('../rig/rig.mjs').Rig} rig
 * @param {number} gates
 * @returns {Promise<Gates>}
 */
export async function seedGates({ observer, campus }, gates) {
  const { rows } = await observer.query('SELECT short_code FROM schools WHERE id = $1', [SCHOOL_ID]);
  await observer.query(
    `INSERT INTO passes (school_id, id, person_id, origin, created_at)
     SELECT $1, ${sqlId(PASS, 'n')}, ${sqlId(PERSON, 'n')}, 'return', now() FROM generate_series(1, $2::int) n`,
    [SCHOOL_ID, campus.people],
  );
  await observer.query(
    `INSERT INTO pass_standings (school_id, pass_id, epoch) SELECT school_id, id, epoch FROM passes`,
  );
  const devices = [];
  for (let gate = 1; gate <= gates; gate++) {
    const { point, device } = newDevice(gate);
    await insertDevice(observer, device, point, personId(campus.counsellor));
    devices.push(device);
  }
  await observer.query('VACUUM ANALYZE');
  return { schoolCode: rows[0].short_code, devices };
}

/** @param {number} gate */
function newDevice(gate) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const device = {
    ...{ id: idOf('b4', gate), keyId: idOf('b5', gate), bootId: idOf('b6', gate) },
    ...{ gate, gateId: gateId(gate), gateCode: gateCode(gate) },
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
  return { device, point: Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]) };
}

/** @param {import('pg').Pool} observer @param {Device} device @param {Buffer} point @param {string} createdBy */
async function insertDevice(observer, { id, keyId, bootId, gate }, point, createdBy) {
  const name = JSON.stringify({ zh: `北门 ${gate}`, en: `North gate ${gate}` });
  await observer.query(
    `INSERT INTO gates (school_id, id, campus_id, code, name, directions, created_at)
     VALUES ($1, $2, $3, $4, $5, '{in,out}', now())`,
    [SCHOOL_ID, gateId(gate), CAMPUS_ID, gateCode(gate), name],
  );
  await observer.query(
    `INSERT INTO terminals (school_id, id, gate_id, name, state, model, digest_key, boot_id, boot_number, created_by, created_at)
     VALUES ($1, $2, $3, 'lane', 'active', 'bench', $4, $5, 1, $6, now())`,
    [SCHOOL_ID, id, gateId(gate), randomBytes(32), bootId, createdBy],
  );
  await observer.query(
    'INSERT INTO terminal_keys (school_id, id, terminal_id, point, created_at) VALUES ($1, $2, $3, $4, now())',
    [SCHOOL_ID, keyId, id, point],
  );
}
