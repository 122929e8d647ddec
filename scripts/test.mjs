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
 * The last line adds all of it up; arguments go to jest.
 */
async function main() {
  demandNode();
  demandRoom(DATA);
  if (!isInstalled()) {
    await step('安装依赖 / packages', install);
  }
  const { buildApp, buildServer } = await import('./launcher/builds.mjs');
  await step('server build', async () => void (await buildServer()));
  for (const platform of /** @type {const} */ (['weapp', 'alipay', 'h5'])) {
    await step(`${platform} build`, async () => void (await buildApp(platform)));
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const part of [await runChecks(), await runJest(process.argv.slice(2))]) {
    total.passed += part.passed;
    total.failed += part.failed;
    total.skipped += part.skipped;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
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

/** Types, lint, format, fences and dead code count as one test each. */
async function runChecks() {
  const report = inData('check-result.json');
  rmSync(report, { force: true });
  await runNode([join(ROOT, 'scripts/check.mjs'), '--report', report]);
  const { passed, failed } = readReport(report);
  return { passed: passed ?? 0, failed: failed ?? 1, skipped: 0 };
}

/** @param {string[]} args */
async function runJest(args) {
  const report = inData('jest-result.json');
  rmSync(report, { force: true });
  const workers = Math.min(4, availableParallelism());
  const code = await runNode([
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--ci',
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
