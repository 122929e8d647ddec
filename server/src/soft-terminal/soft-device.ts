import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Device } from '@shared/device/device';
import type { LogEntry } from '@shared/device/log-entry';
import { DeviceMemory } from '@shared/device/memory';
import { ServerLine } from '@shared/device/server-line';
import { Standings } from '@shared/device/standings';
import { DeviceTime, type Clocks } from '@shared/device/time';
import type { PassCodeClaims } from '@shared/pass-code';
import type { Standing, TerminalConfig } from '@shared/terminal';
import { CodeReader } from './code-reader';
import { readKeyPair, type KeyPair } from './device-key';
import { EventLog, recoverLog, type WriteLine } from './event-log';
import type { DeviceFile, Home } from './home';
import { signedHeaders, type Signer } from './signed-headers';

export interface DeviceWorld {
  clocks: Clocks;
  send: typeof fetch;
  /** how a line of the log reaches the disk, where it does not simply do so */
  writeLine?: WriteLine;
}

const LONG_LOG_LINES = 20_000;
const NUMBER_DIGEST_BYTES = 16;

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** How a number is known to a device. */
export const numberDigest = (key: string, number: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(number)
    .digest()
    .subarray(0, NUMBER_DIGEST_BYTES)
    .toString('base64url');

/** The folder holds no enrolled terminal. */
export class NotEnrolled extends Error {}

/** A device made of files. */
export class SoftDevice implements Device {
  readonly bootId = randomUUID();
  readonly bootNumber: number;
  readonly memory = new DeviceMemory();
  readonly time: DeviceTime;
  readonly line: ServerLine;
  private codes: CodeReader;
  private readonly log: EventLog;
  private signer: Signer;
  private lastSequence = 0;
  private linesSinceShort = 0;
  private isRunning = true;

  private constructor(
    readonly home: Home,
    { file, pem }: { file: DeviceFile; pem: string },
    private config: TerminalConfig,
    private known: Standings,
    { clocks, send, writeLine }: DeviceWorld,
  ) {
    recoverLog(home.logPath).entries.forEach((entry) => this.memory.take(entry));
    this.codes = new CodeReader(config.keys);
    this.time = new DeviceTime(clocks, Date.parse(config.serverTime));
    this.signer = { keyId: file.keyId, sign: readKeyPair(pem).sign };
    this.line = new ServerLine({
      server: file.server,
      time: this.time,
      send,
      sign: signedHeaders(() => this.signer),
    });
    this.log = new EventLog(home.logPath, writeLine);
    this.shorten();
    this.bootNumber = this.memory.bootNumber + 1;
    this.write({ kind: 'boot', bootId: this.bootId, bootNumber: this.bootNumber });
  }

  /** @throws NotEnrolled, HomeInUse */
  static async start(home: Home, world: DeviceWorld): Promise<SoftDevice> {
    const file = home.readDevice();
    const [pem, config] = [file && home.readKey(file.keyId), home.readConfig()];
    if (!file || !pem || !config) {
      throw new NotEnrolled('this folder holds no enrolled terminal');
    }
    home.claim();
    return new SoftDevice(home, { file, pem }, config, await Standings.from(home.readStandings(), sha256), world);
  }

  record(entry: LogEntry): Promise<void> {
    this.write(entry);
    return Promise.resolve();
  }

  private write(entry: LogEntry): void {
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

  nextSequence(): number {
    this.lastSequence += 1;
    return this.lastSequence;
  }

  get settings(): TerminalConfig {
    return this.config;
  }

  get standings(): Standings {
    return this.known;
  }

  readCode(text: string): Promise<PassCodeClaims | 'code_unreadable' | 'code_forged'> {
    return this.codes.read(text, this.time.now());
  }

  findByNumber(number: string): Promise<Standing | null> {
    return Promise.resolve(this.known.ofNumber(numberDigest(this.config.numberDigestKey, number)));
  }

  takeConfig(config: TerminalConfig): Promise<void> {
    this.home.writeConfig(config);
    this.config = config;
    this.codes = new CodeReader(config.keys);
    return Promise.resolve();
  }

  emptyStandings(): Standings {
    return new Standings(sha256);
  }

  takeStandings(standings: Standings): Promise<void> {
    this.known = standings;
    this.home.writeStandings(standings.kept());
    return Promise.resolve();
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
