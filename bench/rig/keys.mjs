import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fromServer } from './from-server.mjs';

const TOKEN_SECONDS = 6 * 3600;

/**
 * Signs what the server itself would have given out, with the run's own key file and the server's own classes.
 * @param {string} dist
 * @param {string} keysFile made when it is missing
 */
export function openKeys(dist, keysFile) {
  const require = createRequire(join(dist, 'main.js'));
  fromServer('reflect-metadata');
  const { KeyRing } = require(join(dist, 'common/key-ring.js'));
  const { SystemClock } = require(join(dist, 'common/clock.js'));
  const { TokenService } = require(join(dist, 'session/token.service.js'));
  const { FormTickets } = require(join(dist, 'check-in/form-ticket.js'));
  const ring = KeyRing.open(keysFile, true);
  const tokens = new TokenService(ring, new SystemClock());
  const tickets = new FormTickets(ring);
  return {
    accessToken: (/** @type {string} */ sessionId) => tokens.sign('api', { sid: sessionId }, TOKEN_SECONDS),
    /** How the audit log names a person. */
    pseudonym: (/** @type {string} */ personId) => ring.pseudonym(personId),
    /** @param {{ personId: string, windowId: string, day: string, templateId: string }} form */
    formTicket: (form) => tickets.issue(form, new Date()),
  };
}

/** @typedef {ReturnType<typeof openKeys>} Keys */
