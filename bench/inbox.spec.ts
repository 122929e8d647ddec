import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('the bench of the inbox', () => {
  it('asks the database four times at most for a page and for an application', () => {
    const run = spawnSync(process.execPath, [join(__dirname, 'inbox.mjs')], {
      env: { ...process.env, BENCH_SMOKE: '1' },
      encoding: 'utf8',
    });
    const failed = (JSON.parse(lastLine(run.stdout)) as { bars: { what: string; holds: boolean }[] }).bars.filter(
      ({ holds }) => !holds,
    );
    expect(failed).toEqual([]);
    expect(run.status).toBe(0);
  }, 180_000);
});
