import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inData, ROOT } from './place.mjs';
import { buildWhenStale } from './staleness.mjs';
import { npm, runTool } from './tools.mjs';

const SERVER_DIST = 'server/dist';

/** @returns {Promise<boolean>} whether it was built */
export function buildServer() {
  return buildWhenStale('server', {
    sources: ['server/src', 'shared/src', 'server/swc.json', 'package.json'],
    product: join(SERVER_DIST, 'server/src'),
    // built beside and swapped: a server that runs meanwhile never sees half of it
    build: async () => {
      const half = join('.data', `server-dist.${process.pid}`);
      const log = inData('logs', 'build-server.log');
      await runTool(...npm(['run', 'build:server', '--silent', '--', '--out-dir', half]), { log });
      rmSync(join(ROOT, SERVER_DIST), { recursive: true, force: true });
      renameSync(join(ROOT, half), join(ROOT, SERVER_DIST));
    },
  });
}

/**
 * @param {'h5' | 'weapp' | 'alipay'} platform
 * @returns {Promise<boolean | null>} whether it was built; null where the app has no such build
 */
export async function buildApp(platform) {
  const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, 'miniapp/package.json'), 'utf8'));
  if (!scripts[`build:${platform}`]) {
    return null;
  }
  return buildWhenStale(platform, {
    sources: [
      'miniapp/src',
      'miniapp/config',
      'miniapp/babel.config.js',
      'miniapp/package.json',
      'miniapp/project.config.json',
      'miniapp/mini.project.json',
      'shared/src',
      'package-lock.json',
    ],
    product: `miniapp/dist/${platform}`,
    // beside, like the server: whoever reads the app meanwhile gets the one before
    build: async () => {
      const half = `dist/.${platform}.${process.pid}`;
      try {
        await runTool(...npm(['run', `build:${platform}`]), {
          log: inData('logs', `build-${platform}.log`),
          env: { ...process.env, NODE_ENV: 'production', APP_OUTPUT: half },
        });
        const product = join(ROOT, 'miniapp/dist', platform);
        rmSync(product, { recursive: true, force: true });
        renameSync(join(ROOT, 'miniapp', half), product);
      } finally {
        rmSync(join(ROOT, 'miniapp', half), { recursive: true, force: true });
      }
    },
  });
}

/** @param {string} name @returns {string | null} a program of the built server, when it exists */
export function serverProgram(name) {
  const file = join(ROOT, SERVER_DIST, 'server/src', `${name}.js`);
  return existsSync(file) ? file : null;
}
