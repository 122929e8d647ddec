import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rawRequest } from '../load/connection.mjs';
import { passId } from './gates.mjs';

const COMPONENTS = '("@method" "@request-target" "content-digest")';

/**
 * What a phone shows and a terminal sends: codes as the server would have signed them, requests signed by the device.
 * @param {string} dist
 * @param {string} keysFile
 * @param {import('./gates.mjs').Gates} gates
 */
export function openSigning(dist, keysFile, { schoolCode, devices }) {
  const require = createRequire(join(dist, 'main.js'));
  const { signCode, signingKeyOf } = require(join(dist, 'pass-key/code-signature.js'));
  const { shortId } = require(join(dist, 'common/short-id.js'));
  const codeKey = signingKeyOf(JSON.parse(readFileSync(keysFile, 'utf8')).keys.pass_code[0]);
  const keys = new Map(devices.map(({ id, privateKey }) => [id, createPrivateKey(privateKey)]));
  /**
   * @param {import('./gates.mjs').Device} device
   * @param {number} n whose pass
   * @param {Record<string, unknown>} wish claims that are otherwise; `way` out is `o`
   */
  const code = (device, n, { way = 'i', ...wish } = {}) => {
    const iat = Math.floor(Date.now() / 1000);
    const aud = `${schoolCode}.${device.gateCode}.${way}`;
    const jti = randomBytes(6).toString('base64url');
    return signCode(codeKey, { sub: shortId(passId(n)), aud, iat, exp: iat + 60, jti, v: 1, ...wish });
  };
  /**
   * @param {import('./gates.mjs').Device} device
   * @param {string} path
   * @param {string} body
   */
  const headers = (device, path, body) => {
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const created = Math.floor(Date.now() / 1000);
    const nonce = randomBytes(16).toString('base64url');
    const signed = `${COMPONENTS};created=${created};keyid="${device.keyId}";nonce="${nonce}"`;
    const base = `"@method": POST\n"@request-target": ${path}\n"content-digest": ${digest}\n"@signature-params": ${signed}`;
    const key = /** @type {import('node:crypto').KeyObject} */ (keys.get(device.id));
    const signature = sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    return { 'content-digest': digest, 'signature-input': `terminal=${signed}`, signature: `terminal=:${signature}:` };
  };
  const postText = (
    /** @type {import('./gates.mjs').Device} */ device,
    /** @type {string} */ path,
    /** @type {string} */ body,
  ) => {
    const target = `/api/v1/terminal/${path}`;
    return { target, body, headers: headers(device, target, body) };
  };
  const post = (
    /** @type {import('./gates.mjs').Device} */ device,
    /** @type {string} */ path,
    /** @type {object} */ content,
  ) => postText(device, path, JSON.stringify(content));
  const scanOf = (
    /** @type {import('./gates.mjs').Device} */ device,
    /** @type {number} */ sequence,
    /** @type {string} */ shown,
    temperatureTenths = 365,
  ) => ({ bootId: device.bootId, sequence, at: new Date().toISOString(), code: shown, temperatureTenths });
  return {
    code,
    post,
    postText,
    scanOf,
    /** A scan with a fresh code and a temperature, as bytes on the wire. */
    scanRequest: (
      /** @type {import('./gates.mjs').Device} */ device,
      /** @type {number} */ sequence,
      /** @type {number} */ n,
    ) => {
      const { target, body, headers: signed } = post(device, 'scans', scanOf(device, sequence, code(device, n)));
      return rawRequest('POST', target, signed, body);
    },
  };
}

/** @typedef {ReturnType<typeof openSigning>} Signing */
