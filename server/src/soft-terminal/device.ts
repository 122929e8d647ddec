import { randomUUID } from 'node:crypto';
import type { TerminalConfig } from '@shared/terminal';
import { CodeReader } from './code-reader';
import { readKeyPair, type KeyPair } from './device-key';
import { DeviceMemory } from './device-memory';
import { DeviceTime, type Clocks } from './device-time';
import { EventLog, recoverLog, type WriteLine } from './event-log';
import type { DeviceFile, Home } from './home';
import type { LogEntry } from './log-entry';
import { ServerLine, type Signer } from './server-line';
import { Standings } from './standings';

export interface DeviceWorld {
  clocks: Clocks;
  send: typeof fetch;
  /** how a line of the log reaches the disk, where it does not simply do so */
  writeLine?: WriteLine;
}

const LONG_LOG_LINES = 20_000;

/** The folder holds no enrolled terminal. */
export class NotEnrolled extends Error {}

/** One start of an enrolled terminal: what it knows, and how it keeps it. */
export class Device {
  readonly bootId = randomUUID();
  readonly bootNumber: number;
  readonly memory = new DeviceMemory();
  readonly time: DeviceTime;
  readonly line: ServerLine;
  readonly damagedLines: number;
  standings: Standings;
  private config: TerminalConfig;
  private codes: CodeReader;
  private readonly log: EventLog;
  private lastSequence = 0;
  private linesSinceShort = 0;
  private isRunning = true;

  private signer: Signer;

  private constructor(
    readonly home: Home,
    { file, pem, config }: { file: DeviceFile; pem: string; config: TerminalConfig },
    { clocks, send, writeLine }: DeviceWorld,
  ) {
    const { entries, damaged } = recoverLog(home.logPath);
    entries.forEach((entry) => this.memory.take(entry));
    this.damagedLines = damaged;
    this.config = config;
    this.codes = new CodeReader(config.keys);
    this.standings = new Standings(home.readStandings());
    this.time = new DeviceTime(clocks, Date.parse(config.serverTime));
    this.signer = { keyId: file.keyId, sign: readKeyPair(pem).sign };
    this.line = new ServerLine({ server: file.server, time: this.time, send, signer: () => this.signer });
    this.log = new EventLog(home.logPath, writeLine);
    this.shorten();
    this.bootNumber = this.memory.bootNumber + 1;
    this.record({ kind: 'boot', bootId: this.bootId, bootNumber: this.bootNumber });
  }

  /** @throws NotEnrolled, HomeInUse */
  static start(home: Home, world: DeviceWorld): Device {
    const file = home.readDevice();
    const [pem, config] = [file && home.readKey(file.keyId), home.readConfig()];
    if (!file || !pem || !config) {
      throw new NotEnrolled('this folder holds no enrolled terminal');
    }
    home.claim();
    return new Device(home, { file, pem, config }, world);
  }

  /** On the disk when this returns. */
  record(entry: LogEntry): void {
    this.log.append(entry);
    this.memory.take(entry);
    this.linesSinceShort += 1;
    if (this.linesSinceShort === LONG_LOG_LINES) {
      this.shorten();
    }
  }

  private shorten(): void {
    this.log.replace(this.memory.entries(this.time.now()));
    this.linesSinceShort = 0;
  }

  /** The instant for a line of the log. */
  at(): number {
    return this.time.now().getTime();
  }

  nextSequence(): number {
    this.lastSequence += 1;
    return this.lastSequence;
  }

  get settings(): TerminalConfig {
    return this.config;
  }

  get reader(): CodeReader {
    return this.codes;
  }

  takeConfig(config: TerminalConfig): void {
    this.home.writeConfig(config);
    this.config = config;
    this.codes = new CodeReader(config.keys);
  }

  takeKey(keyId: string, pair: KeyPair): void {
    const file = this.home.readDevice();
    if (file) {
      this.home.writeKey(keyId, pair.pem);
      this.home.writeDevice({ ...file, keyId });
      this.home.dropKey(file.keyId);
      this.signer = { keyId, sign: pair.sign };
    }
  }

  stop(): void {
    if (this.isRunning) {
      this.isRunning = false;
      this.log.close();
      this.home.release();
    }
  }

  /** Revoked: forgets everything. */
  wipe(): void {
    this.stop();
    this.home.wipe();
  }
}
