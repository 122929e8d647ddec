import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog, readLog, recoverLog } from './event-log';
import type { LogEntry } from '@shared/device/log-entry';
import { powerCutAfter } from './misbehaviour';

const folder = mkdtempSync(join(tmpdir(), 'campus-log-'));
let serial = 0;
const fresh = (): string => join(folder, `${(serial += 1)}.log`);
const boot = (bootNumber: number): LogEntry => ({ kind: 'boot', bootId: `b${bootNumber}`, bootNumber });
const logOf = (...entries: LogEntry[]): string => {
  const path = fresh();
  const log = new EventLog(path);
  entries.forEach((entry) => log.append(entry));
  log.close();
  return path;
};

afterAll(() => rmSync(folder, { recursive: true }));

describe('the log of a device', () => {
  it('gives back what was appended, in its order', () => {
    expect(recoverLog(logOf(boot(1), boot(2)))).toEqual({ entries: [boot(1), boot(2)], tornBytes: 0, damaged: 0 });
  });

  it('is empty before the first line', () => {
    expect(recoverLog(fresh())).toEqual({ entries: [], tornBytes: 0, damaged: 0 });
  });

  it('is readable by its owner alone', () => {
    expect(statSync(logOf(boot(1))).mode & 0o777).toBe(0o600);
  });

  it('loses nothing but the line that was being written, wherever the power went', () => {
    const whole = readFileSync(logOf(boot(1), boot(2)));
    const start = whole.indexOf('\n') + 1;
    for (let length = start; length < whole.length; length++) {
      const path = fresh();
      writeFileSync(path, whole.subarray(0, length));
      expect(recoverLog(path)).toEqual({ entries: [boot(1)], tornBytes: length - start, damaged: 0 });
      const log = new EventLog(path);
      log.append(boot(3));
      log.close();
      expect(recoverLog(path).entries).toEqual([boot(1), boot(3)]);
    }
  });

  it('leaves a line alone that another process is writing', () => {
    const path = logOf(boot(1));
    appendFileSync(path, '0000');
    expect(readLog(path).tornBytes).toBe(4);
    expect(readLog(path).tornBytes).toBe(4);
  });

  it('tells a line that the disk has spoilt, and goes on behind it', () => {
    const path = logOf(boot(1), boot(2), boot(3));
    const content = readFileSync(path, 'utf8');
    writeFileSync(path, content.replace('"bootNumber":2', '"bootNumber":7'));
    expect(recoverLog(path)).toEqual({ entries: [boot(1), boot(3)], tornBytes: 0, damaged: 1 });
  });

  it('is replaced by a shorter one and goes on there', () => {
    const path = logOf(boot(1), boot(2));
    const log = new EventLog(path);
    log.replace([boot(2)]);
    log.append(boot(3));
    log.close();
    expect(recoverLog(path).entries).toEqual([boot(2), boot(3)]);
  });
});

describe('a power cut on demand', () => {
  it('leaves half of the line that it interrupts', () => {
    const path = fresh();
    let ended = 0;
    const log = new EventLog(
      path,
      powerCutAfter(1, () => ((ended += 1), true)),
    );
    log.append(boot(1));
    expect(ended).toBe(0);
    log.append(boot(2));
    log.close();
    expect(ended).toBe(1);
    const { entries, tornBytes } = recoverLog(path);
    expect(entries).toEqual([boot(1)]);
    expect(tornBytes).toBeGreaterThan(10);
    truncateSync(path);
  });
});
