import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gateCode, passId } from '../../bench/gate/gates.mjs';

const signatureOf = (/** @type {string} */ dist) =>
  createRequire(join(dist, 'main.js'))(join(dist, 'pass-key/code-signature.js'));

/** The keys of pass codes, newest first. @param {string} dist @param {string} keysFile */
export const codeKeysOf = (dist, keysFile) =>
  JSON.parse(readFileSync(keysFile, 'utf8')).keys.pass_code.map(signatureOf(dist).signingKeyOf);

/**
 * What the server would have given a phone at that instant, by the key that signed then.
 * @param {{ dist: string, codeKeys: any[], schoolCode: string }} options
 */
export function openCodes({ dist, codeKeys, schoolCode }) {
  const { signCode } = signatureOf(dist);
  const { shortId } = createRequire(join(dist, 'main.js'))(join(dist, 'common/short-id.js'));
  /** @param {{ gate: number, person: number, way: 'in' | 'out', at: number, jti: string, reservedMs?: number }} wish */
  return ({ gate, person, way, at, jti, reservedMs = 0 }) => {
    const iat = Math.floor(at / 1000);
    const key = codeKeys.find(({ signsFrom }) => signsFrom.getTime() <= at - reservedMs);
    const aud = `${schoolCode}.${gateCode(gate)}.${way === 'in' ? 'i' : 'o'}`;
    return signCode(key, { sub: shortId(passId(person)), aud, iat, exp: iat + 60, jti, v: 1 });
  };
}
