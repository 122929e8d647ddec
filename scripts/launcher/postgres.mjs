import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskFull, isDiskFull } from './place.mjs';
import { freePort } from './ports.mjs';
import { endProcess, isAlive, isOurs } from './processes.mjs';
import { clientOf, prepareRoles } from './postgres-roles.mjs';

/**
 * @typedef {object} Postgres
 * @property {number} port
 * @property {number} pid
 * @property {string} superUrl
 * @property {string} ownerUrl the role that migrates and owns the tables
 * @property {string} appUrl the role of the application: rows only, no tables
 * @property {boolean} created whether the cluster is new
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the cluster in `dir`, makes it first when it is missing, and ends a server that an earlier launcher left.
 * @param {{ dir: string, home: import('./postgres-binaries.mjs').PostgresHome, log: string, port?: number, durable?: boolean }} options
 *   durable: false for throw-away clusters only
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ dir, home, log, port, durable = true }) {
  await endOrphanPostgres(dir);
  const created = !existsSync(join(dir, 'PG_VERSION'));
  const secrets = created ? initialise(dir, home, log, durable) : readSecrets(dir);
  const chosen = port ?? (await freePort());
  const pid = await launch(dir, home, log, chosen, durable);
  const url = (/** @type {string} */ role, /** @type {string} */ password, database = 'campus') =>
    `postgres://${role}:${password}@127.0.0.1:${chosen}/${database}`;
  const superUrl = url('postgres', secrets.super, 'postgres');
  try {
    await waitUntilReady(superUrl, pid, log, dir);
    await prepareRoles(superUrl, secrets);
  } catch (error) {
    await stopPostgres(pid);
    throw isDiskFull(error) ? diskFull(dir) : error;
  }
  return {
    port: chosen,
    pid,
    superUrl,
    ownerUrl: url('campus_owner', secrets.owner),
    appUrl: url('campus_app', secrets.app),
    created,
    stop: () => stopPostgres(pid),
  };
}

/** @param {number} pid */
async function stopPostgres(pid) {
  // SIGINT is PostgreSQL's fast shutdown: it ends the sessions and writes a checkpoint
  await endProcess(pid, [
    { signal: 'SIGINT', waitMs: 15_000 },
    { signal: 'SIGQUIT', waitMs: 5000 },
    { signal: 'SIGKILL', waitMs: 2000 },
  ]);
}

/**
 * A launcher that was killed leaves its server running; two servers on one directory are refused by PostgreSQL.
 * @param {string} dir
 * @returns {Promise<boolean>} whether one was there
 */
export async function endOrphanPostgres(dir) {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) {
    return false;
  }
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isOurs(pid, dir)) {
    await stopPostgres(pid);
    return true;
  }
  rmSync(file, { force: true });
  return false;
}

/**
 * @param {string} dir
 * @param {import('./postgres-binaries.mjs').PostgresHome} home
 * @param {string} log
 * @param {boolean} durable
 */
function initialise(dir, { native, user }, log, durable) {
  // made beside and renamed: a start that is cut off leaves no half cluster
  const half = `${dir}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(dirname(dir), { recursive: true });
  mkdirSync(half, { mode: 0o700 });
  const secrets = { super: secret(), owner: secret(), app: secret() };
  const passwordFile = join(dirname(dir), `.${Date.now()}-initdb`);
  writeFileSync(passwordFile, secrets.super, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(half, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const made = spawnSync(
    join(native, 'bin/initdb'),
    [
      `--pgdata=${half}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...user, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw isDiskFull(made.stderr) ? diskFull(dir) : new Error(`initdb failed, see ${log}: ${made.stderr}`);
  }
  writeFileSync(secretsFile(dir), JSON.stringify(secrets), { mode: 0o600 });
  renameSync(half, dir);
  return secrets;
}

const secret = () => randomBytes(24).toString('base64url');

/** Beside the cluster, readable by whoever starts it only. @param {string} dir */
const secretsFile = (dir) => `${dir}.secrets.json`;

/** @param {string} dir @returns {import('./postgres-roles.mjs').Secrets} */
const readSecrets = (dir) => JSON.parse(readFileSync(secretsFile(dir), 'utf8'));

/**
 * @param {string} dir
 * @param {import('./postgres-binaries.mjs').PostgresHome} home
 * @param {string} log
 * @param {number} port
 * @param {boolean} durable
 */
async function launch(dir, { native, user }, log, port, durable) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const child = spawn(
    join(native, 'bin/postgres'),
    ['-D', dir, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...user, cwd: '/', detached: true, stdio: ['ignore', output, output], env: { ...process.env, LC_ALL: 'C' } },
  );
  closeSync(output);
  child.unref();
  await new Promise((resolve, reject) => child.once('spawn', () => resolve(null)).once('error', reject));
  return /** @type {number} */ (child.pid);
}

/** @param {string} superUrl @param {number} pid @param {string} log @param {string} dir */
async function waitUntilReady(superUrl, pid, log, dir) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const client = clientOf(superUrl);
    try {
      await client.connect();
      return;
    } catch {
      // not up yet
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!isAlive(pid)) {
      break;
    }
    await sleep(50);
  }
  const tail = readFileSync(log, 'utf8').slice(-2000);
  if (isDiskFull(tail)) {
    throw diskFull(dir);
  }
  throw new Error(`PostgreSQL does not start, see ${log}:\n${tail}`);
}
