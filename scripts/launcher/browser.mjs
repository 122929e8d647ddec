import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LauncherFault } from './fault.mjs';
import { inData, ROOT } from './place.mjs';
import { installWithApt } from './redis-binary.mjs';

/** What the packaged Chromium needs on Debian; most of it comes with the package itself. */
const DEBIAN_LIBRARIES = ['libnss3', 'libnspr4', 'libexpat1', 'fontconfig-config'];

/**
 * @typedef {object} Browser
 * @property {string} executable headless Chromium
 * @property {Record<string, string>} env FONTCONFIG_FILE with a Chinese font, and LD_LIBRARY_PATH where it is needed
 */

/**
 * Unpacks the Chromium of the registry package and a Chinese font into .data/browser; needs no root.
 * CHROMIUM_PATH names another one.
 * @returns {Browser}
 */
export function prepareBrowser() {
  const place = inData('browser');
  mkdirSync(place, { recursive: true });
  const env = { FONTCONFIG_FILE: writeFontConfiguration(place) };
  if (process.env.CHROMIUM_PATH) {
    return { executable: process.env.CHROMIUM_PATH, env };
  }
  const executable = join(place, 'chromium');
  if (!existsSync(executable)) {
    unpackChromium(place);
  }
  if (runs(executable, env)) {
    return { executable, env };
  }
  const withLibraries = { ...env, LD_LIBRARY_PATH: join(place, 'al2023', 'lib') };
  if (runs(executable, withLibraries)) {
    return { executable, env: withLibraries };
  }
  if (process.getuid?.() === 0 && installWithApt(DEBIAN_LIBRARIES) && runs(executable, env)) {
    return { executable, env };
  }
  throw new LauncherFault(
    `浏览器缺少系统库：${missingLibraries(executable)}。\n    sudo apt-get install -y ${DEBIAN_LIBRARIES.join(' ')}\n    或用 CHROMIUM_PATH 指定一个 Chromium。`,
    'The browser lacks libraries of the system: install them by the line above, or name a Chromium in CHROMIUM_PATH.',
  );
}

/** @param {string} place */
function unpackChromium(place) {
  const half = `${place}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  const script = `
    import('@sparticuz/chromium').then(async ({ default: chromium, inflate }) => {
      await chromium.executablePath();
      await inflate(process.argv[1]);
    });`;
  const require = createRequire(join(ROOT, 'package.json'));
  const libraries = join(dirname(dirname(require.resolve('@sparticuz/chromium'))), 'bin/al2023.tar.br');
  const done = spawnSync(process.execPath, ['-e', script, libraries], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: half },
  });
  if (done.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new Error(`Chromium cannot be unpacked: ${done.stderr}`);
  }
  rmSync(place, { recursive: true, force: true });
  renameSync(half, place);
  writeFontConfiguration(place);
}

/** @param {string} place @returns {string} the file that fontconfig reads */
function writeFontConfiguration(place) {
  const file = join(place, 'fonts.conf');
  const fonts = join(ROOT, 'node_modules/@expo-google-fonts/noto-sans-sc');
  const faces = ['400Regular', '500Medium', '700Bold'].map((face) => `<dir>${join(fonts, face)}</dir>`).join('');
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${faces}<cachedir>${join(place, 'font-cache')}</cachedir></fontconfig>\n`,
  );
  return file;
}

/** @param {string} executable @param {Record<string, string>} env */
const runs = (executable, env) =>
  spawnSync(executable, ['--version', '--no-sandbox'], { env: { ...process.env, ...env } }).status === 0;

/** @param {string} executable */
const missingLibraries = (executable) =>
  spawnSync('ldd', [executable], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0])
    .join(', ');
