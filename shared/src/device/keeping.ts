import {
  TERMINAL_LIMITS,
  type BootRequest,
  type EventBatch,
  type EventBatchAnswer,
  type Heartbeat,
  type StandingCheck,
  type StandingPage,
  type TerminalConfig,
} from '../terminal';
import type { Device } from './device';
import { asTold } from './as-told';
import { NotYet, NoNetwork, Refused } from './server-line';
import type { Standings } from './standings';

const TRIES = 3;
/** Each comparison looks at every pass of the school. */
const CHECK_EVERY_MS = 5 * 60_000;
/** A standing that was written is told to everybody by then, whatever other transaction was under way. */
const SETTLED_MS = 10 * 60_000;

const query = (cursor: string | null): string => (cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`);

/** What a terminal does for itself between two people: says that it lives, learns what is new, tells what happened. */
export class Keeping {
  private announced = false;
  private nextCheckMs = -Infinity;
  private nextBeatMs = -Infinity;
  private nextTellingMs = -Infinity;

  constructor(
    private readonly device: Device,
    /** of the program, as the board shows it */
    private readonly version: string,
    /** pauses between tries, milliseconds */
    private readonly pauseMs = 500,
  ) {}

  /** Announces this start, once. @param withinMs how long somebody waits for it, who stands there @throws NoNetwork, Refused */
  async announce(withinMs?: number): Promise<void> {
    if (!this.announced) {
      const { bootId, bootNumber, line } = this.device;
      await line.post('boots', { bootId, bootNumber } satisfies BootRequest, withinMs);
      this.announced = true;
    }
  }

  /** @throws NoNetwork, Refused */
  async beat(): Promise<void> {
    await this.announce();
    const { bootId, line, memory, time } = this.device;
    const sentAt = time.shown().toISOString();
    await line.post('heartbeats', {
      bootId,
      sentAt,
      queuedEvents: memory.queueLength,
      version: this.version,
    } satisfies Heartbeat);
    this.nextBeatMs = time.runningMs() + TERMINAL_LIMITS.heartbeatSeconds * 1000;
  }

  /** Config and standings; now and then the sums are compared. @throws NoNetwork, Refused */
  async sync(): Promise<void> {
    const { device } = this;
    await device.takeConfig(await device.line.get<TerminalConfig>('config'));
    const isQuiet = device.memory.queueLength === 0;
    await this.pull();
    if (device.time.runningMs() >= this.nextCheckMs) {
      this.nextCheckMs = device.time.runningMs() + CHECK_EVERY_MS;
      await this.compare();
    }
    const before = device.time.now().getTime() - SETTLED_MS;
    if (isQuiet && device.memory.hasFeverBefore(before)) {
      await device.record({ kind: 'relieved', before });
    }
  }

  private async pull(): Promise<void> {
    const { standings } = this.device;
    try {
      await this.read(standings);
    } catch (error) {
      // a cursor that the server cannot know: its database is an older one, brought back
      if (!(error instanceof Refused) || error.code !== 'REQUEST_INVALID' || standings.cursor === null) {
        throw error;
      }
      await this.read(this.device.emptyStandings());
    }
  }

  /** Takes everything anew where a row was never told, or never kept. */
  private async compare(): Promise<void> {
    const { device } = this;
    for (let tries = 0; tries < TRIES; tries++) {
      const check = await device.line.get<StandingCheck>(`standings/check${query(device.standings.cursor)}`);
      if (device.standings.agreesWith(check)) {
        return;
      }
      const isBehind = check.cursor !== device.standings.cursor && tries === 0;
      await this.read(isBehind ? device.standings : device.emptyStandings());
    }
  }

  private async read(standings: Standings): Promise<void> {
    const { device } = this;
    let isNews = standings !== device.standings;
    for (let isComplete = false; !isComplete;) {
      const page = await device.line.get<StandingPage>(`standings${query(standings.cursor)}`);
      await standings.take(page.items);
      isNews ||= page.items.length > 0;
      standings.cursor = page.cursor;
      isComplete = page.isComplete;
    }
    // where nothing is new, the cursor of before leads to the same after a restart, and no disk is worn out
    if (isNews) {
      await device.takeStandings(standings);
    }
  }

  /** Sends what the server does not have, until it has everything or wants a pause. @throws NoNetwork, Refused */
  async deliver(): Promise<void> {
    const { device } = this;
    for (let failures = 0; device.memory.queueLength > 0 && device.time.runningMs() >= this.nextTellingMs;) {
      if (device.time.runningMs() >= this.nextBeatMs) {
        await this.beat();
      }
      const events = device.memory.queue.slice(0, TERMINAL_LIMITS.eventsABatch).map((event) => asTold(device, event));
      const batch: EventBatch = { sentAt: device.time.shown().toISOString(), events };
      try {
        const { outcomes } = await device.line.post<EventBatchAnswer>('events', batch);
        const keys = outcomes.map(({ bootId, sequence }) => ({ bootId, sequence }));
        await device.record({ kind: 'delivered', keys });
        failures = 0;
      } catch (error) {
        if (error instanceof NotYet) {
          this.nextTellingMs = device.time.runningMs() + error.afterSeconds * 1000;
          return;
        }
        failures += 1;
        if (!(error instanceof NoNetwork) || failures === TRIES) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, this.pauseMs * failures));
      }
    }
  }

  /**
   * Who may pass no more is learnt before a long queue is told, and once more after it: what was told may have changed it.
   * @param isCurrent called when the device knows what the server knows
   * @throws NoNetwork, Refused
   */
  async round(isCurrent: () => void = () => undefined): Promise<void> {
    await this.beat();
    await this.sync();
    isCurrent();
    if (this.device.memory.queueLength > 0) {
      await this.deliver();
      await this.sync();
    }
  }
}

/** The server will never hear this device again. */
export const isRevoked = (error: unknown): boolean => error instanceof Refused && error.code === 'TERMINAL_REVOKED';

/** The key has ended, or this server never knew it: the terminal awaits another device, or the school began anew. */
export const isUnknown = (error: unknown): boolean =>
  error instanceof Refused && error.code === 'TERMINAL_SIGNATURE_INVALID' && error.details?.fault === 'signature';

/** Another device runs with the same key, or this is a copy of an older state. */
export const isSuperseded = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'TERMINAL_BOOT_STALE' || error.code === 'TERMINAL_SEQUENCE_FORKED');
