import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inData, ROOT } from './place.mjs';

/**
 * What the server's programs get; .env.example explains each. The environment of the caller goes first.
 * @param {import('./stores.mjs').Stores} stores
 * @param {number} port
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment(stores, port) {
  return {
    PLATFORM_SANDBOX: String(stores.embedded && process.env.NODE_ENV !== 'production'),
    KEYS_FILE: inData('keys.json'),
    UPLOAD_DIR: inData('uploads'),
    DEMO_FILE: inData('demo.json'),
    H5_DIR: join(ROOT, 'miniapp/dist/h5'),
    ...process.env,
    PORT: String(port),
    DATABASE_URL: stores.databaseUrl,
    DATABASE_OWNER_URL: stores.ownerUrl,
    REDIS_URL: stores.redisUrl,
  };
}

const noted = () => inData('run-environment.json');

/**
 * Leaves the addresses of a running system for the operator's commands, readable by whoever started it only.
 * @param {NodeJS.ProcessEnv} env
 */
export function noteEnvironment({ DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, KEYS_FILE, DEMO_FILE }) {
  const text = JSON.stringify({ DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, KEYS_FILE, DEMO_FILE });
  writeFileSync(noted(), text, { mode: 0o600 });
}

export function forgetEnvironment() {
  rmSync(noted(), { force: true });
}

/** @returns {NodeJS.ProcessEnv} of the running system; read it only while the launcher runs */
export const notedEnvironment = () => JSON.parse(readFileSync(noted(), 'utf8'));
