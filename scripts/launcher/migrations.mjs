import { transformFileSync } from '@swc/core';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DATA, ROOT } from './place.mjs';

const sources = join(ROOT, 'server/src/migrations');
const require = createRequire(join(ROOT, 'server/package.json'));

const files = () =>
  readdirSync(sources)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .sort();

/** @returns {string} changes with every migration */
export function migrationsHash() {
  const hash = createHash('sha256');
  for (const name of files()) {
    hash.update(name).update(readFileSync(join(sources, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Applies the migrations straight from their sources, so that tests need no build of the server.
 * @param {string} ownerUrl
 */
export async function applyMigrations(ownerUrl) {
  const compiled = join(DATA, 'test', `migrations-${process.pid}`);
  mkdirSync(compiled, { recursive: true });
  for (const name of files()) {
    const { code } = transformFileSync(join(sources, name), {
      configFile: join(ROOT, 'server/swc.json'),
      swcrc: false,
      sourceMaps: false,
    });
    writeFileSync(join(compiled, name.replace(/\.ts$/, '.js')), code);
  }
  const { DataSource } = require('typeorm');
  const owner = new DataSource({ type: 'postgres', url: ownerUrl, migrations: [join(compiled, '*.js')] });
  try {
    await owner.initialize();
    await owner.runMigrations({ transaction: 'each' });
    // the clock of the tests stands still in the autumn of 2026, whatever the day they run on
    await owner.query("SELECT ensure_check_in_partitions('2026-07-01', 12)");
  } finally {
    if (owner.isInitialized) {
      await owner.destroy();
    }
    rmSync(compiled, { recursive: true, force: true });
  }
}
