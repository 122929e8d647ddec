import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditProduction } from './known-vulnerabilities.mjs';
import { ROOT } from './launcher/place.mjs';

const folders = ['server', 'shared', 'miniapp', 'scripts', 'bench', 'faults', 'e2e'];
const present = folders.filter((name) => existsSync(join(ROOT, name)));

/** What `npm run check` demands: name → arguments of the program in node_modules/.bin. */
const checks = {
  types: ['tsc', '--noEmit', '-p', '.'],
  'types of scripts': ['tsc', '--noEmit', '-p', 'scripts'],
  lint: ['eslint', '--max-warnings', '0', ...present, 'jest.config.ts'],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  fences: ['depcruise', '--output-type', 'err', ...present],
  'dead code': ['knip', '--no-progress', '--no-config-hints'],
};

const failed = [];
for (const [name, [program = '', ...args]] of Object.entries(checks)) {
  const startedAt = Date.now();
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', program), args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} ${seconds} s`);
  if (status !== 0) {
    failed.push(name);
    console.log(`${stdout}${stderr}`.trim());
  }
}
const audit = auditProduction();
const SIGN = { passed: '✓', failed: '✗', skipped: '–' };
console.log(`${SIGN[audit.outcome]} known vulnerabilities ${audit.outcome}: ${audit.words}`);
if (audit.outcome === 'failed') {
  failed.push('known vulnerabilities');
}
const skipped = audit.outcome === 'skipped' ? 1 : 0;
const reportAt = process.argv.indexOf('--report');
const reportFile = reportAt > 0 ? process.argv[reportAt + 1] : undefined;
if (reportFile) {
  writeFileSync(
    reportFile,
    JSON.stringify({
      passed: Object.keys(checks).length + 1 - skipped - failed.length,
      failed: failed.length,
      skipped,
    }),
  );
}
console.log(failed.length === 0 ? 'check: all good' : `check: ${failed.join(', ')} failed`);
process.exit(failed.length === 0 ? 0 : 1);
