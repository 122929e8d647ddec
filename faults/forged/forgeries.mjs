import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

const encoded = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const LONGEST = 12_000;

/**
 * Codes that this installation did not sign: bits turned, cut off, grown, with another key, algorithm, header or claims.
 * @param {() => number} draw 0 ≤ x < 1
 */
export function openForgeries(draw) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const upTo = (/** @type {number} */ end) => Math.floor(draw() * end);
  const bytes = (/** @type {number} */ length) => Buffer.from(Array.from({ length }, () => upTo(256)));
  const ownKey = (/** @type {object} */ header, /** @type {object} */ claims) => {
    const text = `${encoded(header)}.${encoded(claims)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  };
  const kinds = {
    turned: (/** @type {string} */ code) => {
      const turned = Buffer.from(code, 'latin1');
      for (let turns = 1 + upTo(3); turns > 0; turns--) {
        const at = upTo(turned.length);
        turned[at] ^= 1 << upTo(7);
      }
      return turned.toString('latin1');
    },
    cut: (/** @type {string} */ code) => code.slice(0, 1 + upTo(code.length - 1)),
    grown: (/** @type {string} */ code) => code + bytes(1 + upTo(6)).toString('base64url'),
    long: () => bytes(1 + upTo(LONGEST)).toString('base64url'),
    noise: () =>
      bytes(1 + upTo(200))
        .toString('latin1')
        .replaceAll('\0', 'x'),
    key: (/** @type {string} */ code) => ownKey({ alg: 'EdDSA', kid: kidOf(code) }, claimsOf(code)),
    kid: (/** @type {string} */ code) => ownKey({ alg: 'EdDSA', kid: bytes(upTo(20)).toString('hex') }, claimsOf(code)),
    algorithm: (/** @type {string} */ code) => {
      const [, payload, signature] = code.split('.');
      const alg = ['none', 'HS256', 'ES256', 'EdDsa', ''][upTo(5)];
      return `${encoded({ alg, kid: kidOf(code) })}.${payload}.${signature}`;
    },
    secret: (/** @type {string} */ code) => {
      const text = `${encoded({ alg: 'HS256', kid: kidOf(code) })}.${code.split('.')[1]}`;
      return `${text}.${createHmac('sha256', bytes(32)).update(text).digest('base64url')}`;
    },
    claims: (/** @type {string} */ code) => {
      const [header, , signature] = code.split('.');
      const claims = { ...claimsOf(code), [['sub', 'aud', 'iat', 'exp', 'jti', 'v'][upTo(6)]]: upTo(2 ** 31) };
      return `${header}.${encoded(claims)}.${signature}`;
    },
  };
  const names = Object.keys(kinds);
  /** @param {string} code a good one @returns {string} another text */
  const forge = (code) => {
    const forged = kinds[names[upTo(names.length)]](code);
    return forged === code ? forge(code) : forged;
  };
  return forge;
}

const partOf = (/** @type {string} */ code, /** @type {number} */ at) =>
  JSON.parse(Buffer.from(code.split('.')[at] ?? '', 'base64url').toString());
const kidOf = (/** @type {string} */ code) => partOf(code, 0).kid;
const claimsOf = (/** @type {string} */ code) => partOf(code, 1);
