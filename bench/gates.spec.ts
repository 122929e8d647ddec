import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe.each([
  ['of scans finds the same rows and answers on both sides, and three statements a scan', 'gate-scan.mjs'],
  ['of uploads finds every event once, whoever passes meanwhile', 'terminal-flush.mjs'],
])('the bench', (what, program) => {
  it(
    what,
    () => {
      const run = spawnSync(process.execPath, [join(__dirname, program)], {
        env: { ...process.env, BENCH_SMOKE: '1' },
        encoding: 'utf8',
      });
      const failed = (JSON.parse(lastLine(run.stdout)) as { bars: { what: string; holds: boolean }[] }).bars.filter(
        ({ holds }) => !holds,
      );
      expect(failed).toEqual([]);
      expect(run.status).toBe(0);
    },
    180_000,
  );
});
