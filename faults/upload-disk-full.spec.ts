import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('the fault experiment of pictures', () => {
  it('keeps rows and files together on a full disk, and sees every planted bug', () => {
    const run = spawnSync(process.execPath, [join(__dirname, 'upload-disk-full.mjs')], {
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
