import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endWith } from './launcher/fault.mjs';
import { demandNode, install, isInstalled } from './launcher/install.mjs';
import { DATA, demandRoom, inData, ROOT } from './launcher/place.mjs';
import { step } from './launcher/progress.mjs';

/**
 * `npm test`: the set-up, the builds, the checks and every jest project, on throw-away stores.
 * The last line adds all of it up. A part of the tests: `npx jest --selectProjects server -t words`.
 */
async function main() {
  demandNode();
  demandRoom(DATA);
  if (!isInstalled()) {
    await step('安装依赖 / packages', install);
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const workers = Math.min(4, availableParallelism());
  const parts = [
    await runBuilds(),
    await runChecks(),
    await runJest(['--ignoreProjects', ...ALONE, ...NO_TEST], workers),
    await runJest(['--selectProjects', ...ALONE], 1),
  ];
  for (const part of parts) {
    total.passed += part.passed;
    total.failed += part.failed;
    total.skipped += part.skipped;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

/** Each build counts as one test: what does not build is a failure that leaves the rest to be tested. */
async function runBuilds() {
  const { buildApp, buildServer } = await import('./launcher/builds.mjs');
  const result = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Record<string, () => Promise<unknown>>} */
  const builds = {
    server: buildServer,
    weapp: () => buildApp('weapp'),
    alipay: () => buildApp('alipay'),
    h5: () => buildApp('h5'),
  };
  for (const [name, build] of Object.entries(builds)) {
    try {
      await step(`${name} build`, async () => void (await build()));
      result.passed += 1;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      result.failed += 1;
    }
  }
  return result;
}

/** @param {string[]} args @returns {Promise<number>} exit code; Ctrl-C reaches the program as well and we wait for its end */
function runNode(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
    const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    process.on('SIGTERM', pass);
    process.on('SIGINT', pass);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGTERM', pass);
      process.off('SIGINT', pass);
      resolve(code ?? 1);
    });
  });
}

/** Types, lint, format, fences, dead code and known vulnerabilities count as one test each. */
async function runChecks() {
  const report = inData('check-result.json');
  rmSync(report, { force: true });
  await runNode([join(ROOT, 'scripts/check.mjs'), '--report', report]);
  const { passed, failed, skipped } = readReport(report);
  return { passed: passed ?? 0, failed: failed ?? 1, skipped: skipped ?? 0 };
}

/** Projects that boot whole systems run after the others and one at a time: they would disturb each other's timing. */
const ALONE = ['launcher', 'smoke', 'hostile', 'e2e'];

/** Writes the pictures of the README; `npm run pictures`. */
const NO_TEST = ['pictures'];

/**
 * @param {string[]} args
 * @param {number} workers
 */
async function runJest(args, workers) {
  const report = inData('jest-result.json');
  rmSync(report, { force: true });
  const code = await runNode([
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--ci',
    // a handle that a failed boot leaves open must not hold the run for ever
    '--forceExit',
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
    `--maxWorkers=${workers}`,
    ...args,
  ]);
  const result = readReport(report);
  const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
  return {
    passed: result.numPassedTests ?? 0,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  };
}

/** @param {string} file @returns {Record<string, number>} empty where the program did not get that far */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

main().catch(endWith);
