import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe.each([
  ['of the rush gives away exactly the places that there are', 'booking-rush.mjs'],
  ['of expiry sees every booking end, and none before its time', 'expiry.mjs'],
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
