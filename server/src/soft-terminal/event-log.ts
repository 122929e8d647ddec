import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { writeWhole } from './home';
import type { LogEntry } from '@shared/device/log-entry';

export interface Recovered {
  entries: LogEntry[];
  /** bytes of a last line that was never finished */
  tornBytes: number;
  /** whole lines that the disk has spoilt */
  damaged: number;
}

const NEWLINE = 0x0a;
const SUM_LENGTH = 8;
const lineOf = (entry: LogEntry): string => {
  const text = JSON.stringify(entry);
  return `${crc32(text).toString(16).padStart(SUM_LENGTH, '0')} ${text}\n`;
};

const entryOf = (line: string): LogEntry | null => {
  const text = line.slice(SUM_LENGTH + 1);
  return crc32(text).toString(16).padStart(SUM_LENGTH, '0') === line.slice(0, SUM_LENGTH)
    ? (JSON.parse(text) as LogEntry)
    : null;
};

/** Reads a log to its last whole line; whoever writes it may still be at the next one. */
export const readLog = (path: string): Recovered => {
  const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const end = content.lastIndexOf(NEWLINE) + 1;
  const lines = content.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  const entries = lines.map(entryOf);
  const whole = entries.filter((entry) => entry !== null);
  return { entries: whole, tornBytes: content.length - end, damaged: entries.length - whole.length };
};

/** The same at a start, and cuts off what a power cut has left behind the last whole line. */
export const recoverLog = (path: string): Recovered => {
  const log = readLog(path);
  if (log.tornBytes > 0) {
    truncateSync(path, statSync(path).size - log.tornBytes);
  }
  return log;
};

/** How a line reaches the disk; a test may cut the power in the middle. */
export type WriteLine = (file: number, line: Buffer) => void;

const writeThrough: WriteLine = (file, line) => {
  writeSync(file, line);
  fsyncSync(file);
};

/** Append-only; what `append` was given is on the disk when it returns. */
export class EventLog {
  private file: number;

  constructor(
    private readonly path: string,
    private readonly write: WriteLine = writeThrough,
  ) {
    this.file = openSync(path, 'a', 0o600);
  }

  append(entry: LogEntry): void {
    this.write(this.file, Buffer.from(lineOf(entry)));
  }

  /** Puts a shorter log that says the same in its place. */
  replace(entries: readonly LogEntry[]): void {
    writeWhole(this.path, entries.map(lineOf).join(''), 0o600);
    closeSync(this.file);
    this.file = openSync(this.path, 'a', 0o600);
  }

  close(): void {
    closeSync(this.file);
  }
}
