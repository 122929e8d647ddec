import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './place.mjs';

/** Beside the products' sources, whatever DATA_DIR says. */
const record = () => join(ROOT, '.data', 'builds.json');

/** @param {string} file @param {import('node:crypto').Hash} hash */
function addToHash(file, hash) {
  if (!existsSync(file)) {
    return;
  }
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) {
      addToHash(join(file, name), hash);
    }
    return;
  }
  hash.update(file.slice(ROOT.length)).update(readFileSync(file));
}

/**
 * Builds when the content of its sources, not their dates, has changed since the last build.
 * @param {string} name
 * @param {{ sources: string[], product: string, build: () => Promise<unknown> }} what paths from the root
 * @returns {Promise<boolean>} whether it was built
 */
export async function buildWhenStale(name, { sources, product, build }) {
  const hash = createHash('sha256');
  for (const source of sources) {
    addToHash(join(ROOT, source), hash);
  }
  const digest = hash.digest('hex');
  const builds = existsSync(record()) ? JSON.parse(readFileSync(record(), 'utf8')) : {};
  if (builds[name] === digest && existsSync(join(ROOT, product))) {
    return false;
  }
  await build();
  const latest = existsSync(record()) ? JSON.parse(readFileSync(record(), 'utf8')) : {};
  mkdirSync(dirname(record()), { recursive: true });
  writeFileSync(record(), JSON.stringify({ ...latest, [name]: digest }, null, 2));
  return true;
}
