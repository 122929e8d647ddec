import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../scripts/launcher/place.mjs';
import { npm, runTool } from '../../scripts/launcher/tools.mjs';
import { postgresHome } from '../../scripts/launcher/postgres-binaries.mjs';

/**
 * A directory of its own for one run; PostgreSQL's data lies where PostgreSQL's user can reach it.
 * @param {string} name
 */
export function makePlace(name) {
  const folder = join('rig', `${name}-${process.pid}`);
  const home = postgresHome();
  const dir = join(ROOT, '.data', folder);
  const data = home.dataParent === null ? dir : join(home.dataParent, folder);
  mkdirSync(dir, { recursive: true });
  mkdirSync(data, { recursive: true });
  const remove = () => {
    for (const path of new Set([dir, data])) {
      rmSync(path, { recursive: true, force: true });
    }
  };
  return { dir, data, home, inDir: (/** @type {string[]} */ ...parts) => join(dir, ...parts), remove };
}

/**
 * A build of the server that nobody replaces while the run lasts.
 * @param {ReturnType<typeof makePlace>} place
 * @returns {Promise<string>} the folder with main.js, worker.js and migrate.js
 */
export async function buildServerInto(place) {
  const log = place.inDir('build.log');
  await runTool(...npm(['run', 'build:server', '--silent', '--', '-d', place.inDir('dist')]), { log });
  symlinkSync(join(ROOT, 'server/node_modules'), place.inDir('node_modules'));
  return place.inDir('dist/server/src');
}

/** @param {number} port @returns {Promise<boolean>} */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });

/**
 * Below the range that the system gives to outgoing connections, so that a restarted server finds its port again.
 * @param {number} from
 * @param {number} count
 */
export async function sparePorts(from, count) {
  const ports = [];
  for (let port = from; ports.length < count && port < from + 50; port++) {
    if (await isFree(port)) {
      ports.push(port);
    }
  }
  if (ports.length < count) {
    throw new Error(`no ${count} free ports from ${from} on`);
  }
  return ports;
}
