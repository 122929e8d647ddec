import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSourceOptions } from 'typeorm';

const LOCK_TIMEOUT_MS = 800;
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 1_000;
/** The pool's own ten seconds end between two people at a quiet gate: the next would wait for connections and plans. */
const IDLE_TIMEOUT_MS = 600_000;

/** How the application's role connects. A stuck store answers within two seconds as busy, it never hangs a request. */
export const applicationDatabase = (url: string, poolSize: number): DataSourceOptions => ({
  type: 'postgres',
  url,
  poolSize,
  connectTimeoutMS: CONNECT_TIMEOUT_MS,
  applicationName: 'campus-pass',
  // an idle connection that the server closed is replaced by the pool; it must not end the process
  poolErrorHandler: () => undefined,
  extra: {
    options: `-c timezone=UTC -c lock_timeout=${LOCK_TIMEOUT_MS} -c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
    keepAlive: true,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  },
});

/** How the owner role connects: each migration is one transaction, and none waits long for a lock. */
export const ownerDatabase = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  poolSize: 2,
  applicationName: 'campus-pass-owner',
  migrations: migrationFiles(),
  migrationsTableName: 'migrations',
  migrationsTransactionMode: 'each',
  extra: { options: '-c timezone=UTC -c lock_timeout=1000' },
});

const migrationFiles = (): string[] => {
  const folder = join(__dirname, '..', 'migrations');
  return readdirSync(folder)
    .filter((file) => /^\d+-.*\.(js|ts)$/.test(file) && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => join(folder, file));
};
