import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('forged codes', () => {
  it('are admitted never and answered always, and good ones go on working', () => {
    const run = spawnSync(process.execPath, [join(__dirname, 'forged-codes.mjs')], {
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
