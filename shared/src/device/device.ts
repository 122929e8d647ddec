import type { PassCodeClaims } from '../pass-code';
import type { Standing, TerminalConfig } from '../terminal';
import type { LogEntry } from './log-entry';
import type { DeviceMemory } from './memory';
import type { ServerLine } from './server-line';
import type { Standings } from './standings';
import type { DeviceTime } from './time';

/** One start of an enrolled terminal, whatever it is made of: a program with files, a page in a browser. */
export interface Device {
  readonly bootId: string;
  readonly bootNumber: number;
  readonly memory: DeviceMemory;
  readonly time: DeviceTime;
  readonly line: ServerLine;
  readonly settings: TerminalConfig;
  readonly standings: Standings;
  /** from 1, upwards, within this start */
  nextSequence(): number;
  /** remembered, and kept for good when it resolves */
  record(entry: LogEntry): Promise<void>;
  /** verified by the public keys that the server gave last */
  readCode(text: string): Promise<PassCodeClaims | 'code_unreadable' | 'code_forged'>;
  findByNumber(number: string): Promise<Standing | null>;
  takeConfig(config: TerminalConfig): Promise<void>;
  /** to begin anew; those before count until the new ones are taken */
  emptyStandings(): Standings;
  takeStandings(standings: Standings): Promise<void>;
}
