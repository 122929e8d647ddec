import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('known vulnerabilities of what runs in production', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'campus-audit-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  /** The verdict where npm prints this. */
  const verdict = (printed: string, { status = 0, seconds = 0 } = {}): { outcome: string; words: string } => {
    const npm = join(place, 'npm');
    writeFileSync(join(place, 'printed'), printed);
    writeFileSync(npm, `#!/bin/sh\nexec 2>/dev/null\nsleep ${seconds}\ncat '${place}/printed'\nexit ${status}\n`);
    chmodSync(npm, 0o755);
    const program = `
      import { auditProduction } from ${JSON.stringify(join(__dirname, 'known-vulnerabilities.mjs'))};
      console.log(JSON.stringify(auditProduction(1_000)));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, PATH: `${place}:${process.env.PATH}` },
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as { outcome: string; words: string };
  };
  const report = (severities: Record<string, string>): string =>
    JSON.stringify({
      vulnerabilities: Object.fromEntries(
        Object.entries(severities).map(([name, severity]) => [name, { name, severity }]),
      ),
      metadata: { vulnerabilities: { critical: Object.values(severities).filter((one) => one === 'critical').length } },
    });

  it('fail the check when one is critical, by the name of its package', () => {
    const printed = report({ 'left-pad': 'critical', other: 'high' });
    expect(verdict(printed, { status: 1 })).toEqual({ outcome: 'failed', words: 'critical: left-pad' });
  });

  it('pass it while none is critical', () => {
    expect(verdict(report({ other: 'high' }))).toMatchObject({ outcome: 'passed' });
    expect(verdict(report({}))).toMatchObject({ outcome: 'passed' });
  });

  it('are skipped, in so many words, when the registry refuses, says nothing or takes too long', () => {
    const refusal = JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 });
    for (const skipped of [
      verdict(refusal, { status: 1 }),
      verdict('', { status: 1 }),
      verdict(report({ 'left-pad': 'critical' }), { seconds: 3 }),
    ]) {
      expect(skipped).toEqual({ outcome: 'skipped', words: 'the registry does not tell' });
    }
  });
});
