import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { TerminalConfig } from '@shared/terminal';
import type { KeptStandings } from '@shared/device/standings';

/** Beside and renamed, through to the disk: a power cut leaves the old file or the new one. */
export const writeWhole = (path: string, content: string, mode = 0o600): void => {
  const half = `${path}.new`;
  const file = openSync(half, 'w', mode);
  writeSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(half, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
};

export interface DeviceFile {
  server: string;
  terminalId: string;
  keyId: string;
}

const PID = 'pid';
const LOG = 'events.log';
const keyFile = (keyId: string): string => `key-${keyId}.pem`;

/** Another process holds the same state folder. */
export class HomeInUse extends Error {}

/** The folder with everything that a device keeps; nobody else on the machine reads it. */
export class Home {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  get logPath(): string {
    return join(this.folder, LOG);
  }

  /** One process at a time. @throws HomeInUse */
  claim(): void {
    const path = join(this.folder, PID);
    const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
    if (holder !== process.pid && isAlive(holder)) {
      throw new HomeInUse(`process ${holder} runs the terminal in ${this.folder}`);
    }
    writeFileSync(path, String(process.pid));
  }

  release(): void {
    rmSync(join(this.folder, PID), { force: true });
  }

  readDevice(): DeviceFile | null {
    return this.read<DeviceFile>('device.json');
  }

  writeDevice(device: DeviceFile): void {
    this.write('device.json', device);
  }

  readKey(keyId: string): string | null {
    const path = join(this.folder, keyFile(keyId));
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  /** Before the device names it: the two never disagree. */
  writeKey(keyId: string, pem: string): void {
    writeWhole(join(this.folder, keyFile(keyId)), pem);
  }

  dropKey(keyId: string): void {
    rmSync(join(this.folder, keyFile(keyId)), { force: true });
  }

  readConfig(): TerminalConfig | null {
    return this.read<TerminalConfig>('config.json');
  }

  writeConfig(config: TerminalConfig): void {
    this.write('config.json', config);
  }

  readStandings(): KeptStandings | null {
    return this.read<KeptStandings>('standings.json');
  }

  writeStandings(standings: KeptStandings): void {
    this.write('standings.json', standings);
  }

  /** Nothing of the school stays on a device that was revoked. */
  wipe(): void {
    this.removeAllBut([PID]);
  }

  /** The same terminal under another key: numbers are known by other digests then, and what happened has happened. */
  forgetKeysAndStandings(): void {
    this.removeAllBut([PID, LOG]);
  }

  private removeAllBut(names: readonly string[]): void {
    for (const name of readdirSync(this.folder).filter((one) => !names.includes(one))) {
      rmSync(join(this.folder, name), { force: true });
    }
  }

  private read<T>(name: string): T | null {
    const path = join(this.folder, name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
  }

  private write(name: string, content: object): void {
    writeWhole(join(this.folder, name), JSON.stringify(content));
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
};
