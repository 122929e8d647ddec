import { spawnSync } from 'node:child_process';
import { ROOT } from './launcher/place.mjs';

const PATIENCE_MS = 20_000;

/** @typedef {{ outcome: 'passed' | 'failed' | 'skipped', words: string }} AuditVerdict */

/**
 * Asks the registry for critical vulnerabilities of what runs in production. A registry that does not tell,
 * or not in time, fails nobody's build: the step says that it was skipped.
 * @param {number} patienceMs
 * @returns {AuditVerdict}
 */
export function auditProduction(patienceMs = PATIENCE_MS) {
  const { stdout } = spawnSync(
    'npm',
    ['audit', '--omit=dev', '--audit-level=critical', '--json', '--fetch-retries=0', `--fetch-timeout=${patienceMs}`],
    { cwd: ROOT, encoding: 'utf8', timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024 },
  );
  const critical = criticalIn(stdout ?? '');
  if (critical === null) {
    return { outcome: 'skipped', words: 'the registry does not tell' };
  }
  return critical.length === 0
    ? { outcome: 'passed', words: 'none critical' }
    : { outcome: 'failed', words: `critical: ${critical.join(', ')}` };
}

/** @param {string} text what npm printed @returns {string[] | null} packages; null where it is no report */
function criticalIn(text) {
  try {
    const { vulnerabilities, metadata } = JSON.parse(text);
    if (typeof metadata.vulnerabilities.critical !== 'number') {
      return null;
    }
    return Object.entries(vulnerabilities).flatMap(([name, { severity }]) => (severity === 'critical' ? [name] : []));
  } catch {
    return null;
  }
}
