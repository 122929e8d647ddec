import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherFault } from './fault.mjs';
import { DATA } from './place.mjs';

/** @typedef {{ program: string, libraries: string | null, origin: string }} RedisBinary libraries: LD_LIBRARY_PATH */

/**
 * REDIS_SERVER → PATH → Debian's package (installed as root, else unpacked into .data/) → a message.
 * @returns {RedisBinary}
 */
export function findRedis() {
  return onPath() ?? unpackedEarlier() ?? fromDebian() ?? missing();
}

/** @returns {RedisBinary | null} */
function onPath() {
  for (const name of ['redis-server', 'valkey-server']) {
    if (spawnSync(name, ['--version']).status === 0) {
      return { program: name, libraries: null, origin: name };
    }
  }
  return null;
}

const unpacked = join(DATA, 'redis-binary');

/** @returns {RedisBinary | null} */
function unpackedEarlier() {
  const program = ['redis-server', 'redis-check-rdb', 'valkey-server']
    .map((name) => join(unpacked, 'usr/bin', name))
    .find((file) => existsSync(file));
  if (!program) {
    return null;
  }
  const lib = join(unpacked, 'usr/lib');
  const triples = existsSync(lib) ? readdirSync(lib).filter((name) => name.includes('-linux-')) : [];
  const libraries = triples.map((triple) => join(lib, triple)).join(':');
  const works = spawnSync(program, ['--version'], { env: { ...process.env, LD_LIBRARY_PATH: libraries } }).status === 0;
  return works ? { program, libraries, origin: 'Debian, .data/redis-binary' } : null;
}

/** @returns {RedisBinary | null} */
function fromDebian() {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) {
    return null;
  }
  if (process.getuid?.() === 0) {
    installWithApt(['redis-server']);
    return onPath();
  }
  unpackWithApt();
  return unpackedEarlier();
}

/**
 * As root only. Services that the packages bring are not started: the launcher runs its own.
 * @param {string[]} packages
 * @returns {boolean}
 */
export function installWithApt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages], {
      env,
      encoding: 'utf8',
    }).status === 0;
  return install() || (spawnSync('apt-get', ['update'], { env }).status === 0 && install());
}

function unpackWithApt() {
  const half = `${unpacked}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  // a simulated installation needs no root and names exactly what this machine lacks
  const plan = spawnSync('apt-get', ['install', '-s', '--no-install-recommends', 'redis-server'], { encoding: 'utf8' });
  const packages = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => String(match[1]));
  if (packages.length > 0 && spawnSync('apt-get', ['download', ...packages], { cwd: half }).status === 0) {
    for (const file of readdirSync(half).filter((name) => name.endsWith('.deb'))) {
      spawnSync('dpkg', ['-x', file, '.'], { cwd: half });
      rmSync(join(half, file));
    }
    rmSync(unpacked, { recursive: true, force: true });
    renameSync(half, unpacked);
  }
  rmSync(half, { recursive: true, force: true });
}

/** @returns {never} */
function missing() {
  throw new LauncherFault(
    [
      '找不到 Redis。请任选一种方式后重新运行：',
      '    macOS：          brew install redis',
      '    Debian/Ubuntu：  sudo apt-get install -y redis-server',
      '    Docker：         docker run -d -p 6379:6379 redis:7 redis-server --appendonly yes --maxmemory-policy noeviction',
      '                     然后 REDIS_URL=redis://127.0.0.1:6379 npm start',
    ].join('\n'),
    'There is no Redis on this machine: install it by one of the lines above (brew, apt, docker), then start again.',
  );
}
