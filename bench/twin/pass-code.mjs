import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SEED_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');
const COMPACT = /^([\w-]{8,120})\.([\w-]{8,200})\.([\w-]{86})$/;
const LONGEST = 280;

/** The newest key of pass codes. @param {string} keysFile */
export function openCodeKey(keysFile) {
  const { id, secret } = JSON.parse(readFileSync(keysFile, 'utf8')).keys.pass_code[0];
  const der = Buffer.concat([SEED_FRAME, Buffer.from(secret, 'base64')]);
  return {
    header: Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: id })).toString('base64url'),
    key: createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })),
  };
}

/** @param {ReturnType<typeof openCodeKey>} codeKey @param {string} code @returns claims, or why there are none */
export function readPassCode({ header, key }, code) {
  const [, given = '', payload = '', signature = ''] = (code.length <= LONGEST && COMPACT.exec(code)) || [];
  if (given === '') {
    return 'code_unreadable';
  }
  const bytes = Buffer.from(signature, 'base64url');
  const isGood =
    given === header &&
    bytes.toString('base64url') === signature &&
    verify(null, Buffer.from(`${given}.${payload}`), key, bytes);
  return isGood ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : 'code_forged';
}

/** @param {string} sub */
export function uuidOf(sub) {
  const hex = Buffer.from(sub, 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
