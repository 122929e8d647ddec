import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

/** The newest token key of the key file, and what this server needs of it. @param {string} keysFile */
export function openTokenKey(keysFile) {
  const secret = Buffer.from(JSON.parse(readFileSync(keysFile, 'utf8')).keys.token[0].secret, 'base64');
  return {
    token: createSecretKey(secret),
    ticket: createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'form-ticket', 32))),
  };
}

/**
 * @param {import('node:crypto').KeyObject} key
 * @param {string | undefined} authorization
 * @returns {string | null} the session's id
 */
export function readBearer(key, authorization) {
  const token = authorization?.slice('Bearer '.length) ?? '';
  const end = token.lastIndexOf('.');
  if (token.slice(0, HEADER.length) !== HEADER || token[HEADER.length] !== '.' || end <= HEADER.length) {
    return null;
  }
  if (!isEqual(createHmac('sha256', key).update(token.slice(0, end)).digest(), token.slice(end + 1))) {
    return null;
  }
  const claims = JSON.parse(Buffer.from(token.slice(HEADER.length + 1, end), 'base64url').toString());
  return claims.aud === 'api' && claims.exp > Date.now() / 1000 ? claims.sid : null;
}

/**
 * @param {import('node:crypto').KeyObject} key
 * @param {string} ticket
 * @param {string} personId
 * @param {{ windowId: string, day: string, templateId: string }} form
 */
export function isGenuineTicket(key, ticket, personId, { windowId, day, templateId }) {
  const dot = ticket.indexOf('.');
  const issuedAt = ticket.slice(0, dot);
  const text = `${personId}\n${windowId}\n${day}\n${templateId}\n${issuedAt}`;
  return isEqual(createHmac('sha256', key).update(text).digest(), ticket.slice(dot + 1));
}

/** @param {Buffer} mac @param {string} given */
const isEqual = (mac, given) => {
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === mac.length && timingSafeEqual(bytes, mac);
};
