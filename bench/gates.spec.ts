import { execFile } from 'node:child_process';
import { join } from 'node:path';

interface Run {
  status: number;
  bars: { what: string; holds: boolean }[];
}

const start = (program: string): Promise<Run> =>
  new Promise((resolve) => {
    const env = { ...process.env, BENCH_SMOKE: '1' };
    execFile(process.execPath, [join(__dirname, program)], { env }, (error, stdout) => {
      const { bars } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Pick<Run, 'bars'>;
      resolve({ status: error ? Number(error.code) : 0, bars });
    });
  });

describe('the bench', () => {
  let scans: Promise<Run>;
  let uploads: Promise<Run>;

  // each has stores of its own, and both mostly wait
  beforeAll(() => {
    scans = start('gate-scan.mjs');
    uploads = start('terminal-flush.mjs');
  });

  const failed = ({ bars }: Run): string[] => bars.filter(({ holds }) => !holds).map(({ what }) => what);

  it('of scans finds the same rows and answers on both sides, and three statements a scan', async () => {
    const run = await scans;
    expect([run.status, failed(run)]).toEqual([0, []]);
  }, 180_000);

  it('of uploads finds every event once, whoever passes meanwhile', async () => {
    const run = await uploads;
    expect([run.status, failed(run)]).toEqual([0, []]);
  }, 180_000);
});
