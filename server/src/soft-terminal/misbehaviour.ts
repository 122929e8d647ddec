import { fsyncSync, writeSync } from 'node:fs';
import type { Clocks } from '@shared/device/time';
import type { WriteLine } from './event-log';

/** What goes wrong with devices at a gate, on demand: experiments and demonstrations ask for it. */

/** The server has done it, and its answer never arrives: with this probability. */
export const losingAnswers =
  (send: typeof fetch, rate: number, draw: () => number): typeof fetch =>
  async (...request) => {
    const response = await send(...request);
    if (draw() < rate) {
      await response.body?.cancel();
      throw new Error('the answer was lost');
    }
    return response;
  };

export const unplugged: typeof fetch = () => Promise.reject(new Error('there is no network'));

/** Somebody has set the device's clock wrong by so many seconds. */
export const skewed = ({ wall, runningMs }: Clocks, seconds: number): Clocks => ({
  wall: () => new Date(wall().getTime() + seconds * 1000),
  runningMs,
});

/** The process ends for good in the middle of its line number `lines`: half of it has reached the disk. */
export const powerCutAfter = (lines: number, end = () => process.kill(process.pid, 'SIGKILL')): WriteLine => {
  let written = 0;
  return (file, line) => {
    written += 1;
    const isLast = written > lines;
    writeSync(file, isLast ? line.subarray(0, line.length >> 1) : line);
    fsyncSync(file);
    if (isLast) {
      end();
    }
  };
};
