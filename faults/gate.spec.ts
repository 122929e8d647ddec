import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('a day without network at the gates', () => {
  it('is told thrice and stored once, and a checker sees every planted bug', () => {
    const run = spawnSync(process.execPath, [join(__dirname, 'gate.mjs')], {
      env: { ...process.env, FAULTS_SMOKE: '1' },
      encoding: 'utf8',
    });
    const failed = (JSON.parse(lastLine(run.stdout)) as { bars: { what: string; holds: boolean }[] }).bars.filter(
      ({ holds }) => !holds,
    );
    expect(failed).toEqual([]);
    expect(run.status).toBe(0);
  }, 180_000);
});
