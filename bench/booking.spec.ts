import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('the bars of expiry', () => {
  const PROGRAM = `
    import { expiryBars } from './booking/expiry-bars.mjs';
    const judge = (p99, ratios) => expiryBars(p99, ratios).map(({ holds }) => holds);
    console.log(JSON.stringify([judge(99, [2, 2.9, 9]), judge(150, [0.5, 1, 1]), judge(20, [4, 5, 1])]));`;

  it('are both judged, however slow the peer is', () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      ...{ cwd: __dirname, encoding: 'utf8' },
    });
    expect(JSON.parse(lastLine(stdout))).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
  });
});

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
