import type { Device } from '@shared/device/device';
import type { LogEntry } from '@shared/device/log-entry';
import { DeviceMemory } from '@shared/device/memory';
import { ServerLine } from '@shared/device/server-line';
import { Standings } from '@shared/device/standings';
import { DeviceTime } from '@shared/device/time';
import type { Standing, TerminalConfig } from '@shared/terminal';
import { base64url, bytesOf, fromBase64url, sha256 } from './bytes';
import { clocks } from './clocks';
import { readCode } from './code-reader';
import type { EnrolledDevice, Kept } from './kept';
import { signedHeaders } from './signed-headers';

const LONG_LOG_LINES = 20_000;
const NUMBER_DIGEST_BYTES = 16;
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const send: typeof fetch = (...request) => fetch(...request);

/** A device made of a page: WebCrypto for its key, IndexedDB for everything that it keeps. */
export class BrowserDevice implements Device {
  readonly bootId = crypto.randomUUID();
  readonly bootNumber: number;
  readonly time: DeviceTime;
  readonly line: ServerLine;
  private lastSequence = 0;
  private linesSinceShort = 0;
  private lastLine: Promise<void> = Promise.resolve();

  private constructor(
    readonly kept: Kept,
    { keyId, privateKey }: EnrolledDevice,
    private config: TerminalConfig,
    private known: Standings,
    readonly memory: DeviceMemory,
    server: string,
  ) {
    this.bootNumber = memory.bootNumber + 1;
    this.time = new DeviceTime(clocks, Date.parse(config.serverTime));
    this.line = new ServerLine({ server, time: this.time, send, sign: signedHeaders(keyId, privateKey) });
  }

  /** null where this browser was not enrolled, or was revoked. */
  static async start(kept: Kept, server: string): Promise<BrowserDevice | null> {
    const [enrolled, config] = [await kept.get('device'), await kept.get('config')];
    if (!enrolled || !config) {
      return null;
    }
    const memory = new DeviceMemory();
    (await kept.readLog()).forEach((entry) => memory.take(entry));
    const standings = await Standings.from(await kept.get('standings'), sha256);
    const device = new BrowserDevice(kept, enrolled, config, standings, memory, server);
    device.linesSinceShort = LONG_LOG_LINES;
    await device.record({ kind: 'boot', bootId: device.bootId, bootNumber: device.bootNumber });
    return device;
  }

  /** One line after the other: a log that is being shortened loses none. */
  record(entry: LogEntry): Promise<void> {
    const written = this.lastLine.then(() => this.write(entry));
    this.lastLine = written.catch(() => undefined);
    return written;
  }

  private async write(entry: LogEntry): Promise<void> {
    if (this.linesSinceShort >= LONG_LOG_LINES) {
      await this.kept.replaceLog(this.memory.entries(this.time.now()));
      this.linesSinceShort = 0;
    }
    await this.kept.append(entry);
    this.memory.take(entry);
    this.linesSinceShort += 1;
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

  readCode(text: string) {
    return readCode(text, this.config.keys, this.time.now());
  }

  async findByNumber(number: string): Promise<Standing | null> {
    const key = await crypto.subtle.importKey('raw', fromBase64url(this.config.numberDigestKey), HMAC, false, ['sign']);
    const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(number)));
    return this.known.ofNumber(base64url(digest.subarray(0, NUMBER_DIGEST_BYTES)));
  }

  async takeConfig(config: TerminalConfig): Promise<void> {
    await this.kept.put('config', config);
    this.config = config;
  }

  emptyStandings(): Standings {
    return new Standings(sha256);
  }

  async takeStandings(standings: Standings): Promise<void> {
    this.known = standings;
    await this.kept.put('standings', standings.kept());
  }
}
