import { setTimeout as sleep } from 'node:timers/promises';
import {
  TERMINAL_LIMITS,
  type BootRequest,
  type EventBatch,
  type EventBatchAnswer,
  type Heartbeat,
  type StandingCheck,
  type StandingPage,
  type TerminalConfig,
} from '@shared/terminal';
import type { Device } from './device';
import { NoNetwork, Refused } from './server-line';
import { Standings } from './standings';

const VERSION = 'soft-1';
const TRIES = 3;
/** A standing that was written is told to everybody by then, whatever other transaction was under way. */
const SETTLED_MS = 10 * 60_000;

const query = (cursor: string | null): string => (cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`);

/** What a terminal does for itself between two people: says that it lives, learns what is new, tells what happened. */
export class Keeping {
  private announced = false;

  constructor(
    private readonly device: Device,
    /** pauses between tries, milliseconds */
    private readonly pauseMs = 500,
  ) {}

  /** Announces this start, once. @throws NoNetwork, Refused */
  async announce(): Promise<void> {
    if (!this.announced) {
      const { bootId, bootNumber, line } = this.device;
      await line.post('boots', { bootId, bootNumber } satisfies BootRequest);
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
      version: VERSION,
    } satisfies Heartbeat);
  }

  /** Config and standings; everything anew where the sums differ. @throws NoNetwork, Refused */
  async sync(): Promise<void> {
    const { device } = this;
    device.takeConfig(await device.line.get<TerminalConfig>('config'));
    const isQuiet = device.memory.queueLength === 0;
    await this.pull(device.standings);
    for (let tries = 0; tries < TRIES; tries++) {
      const check = await device.line.get<StandingCheck>(`standings/check${query(device.standings.cursor)}`);
      if (device.standings.agreesWith(check)) {
        break;
      }
      // what is new since the last page, or a row that was never told or never kept
      const isBehind = check.cursor !== device.standings.cursor && tries === 0;
      await this.pull(isBehind ? device.standings : new Standings());
    }
    const before = device.at() - SETTLED_MS;
    if (isQuiet && device.memory.hasFeverBefore(before)) {
      device.record({ kind: 'relieved', before });
    }
  }

  private async pull(standings: Standings): Promise<void> {
    const { device } = this;
    for (let isComplete = false; !isComplete;) {
      const page = await device.line.get<StandingPage>(`standings${query(standings.cursor)}`);
      standings.take(page.items);
      standings.cursor = page.cursor;
      isComplete = page.isComplete;
    }
    device.standings = standings;
    device.home.writeStandings(standings.file());
  }

  /** Sends what the server does not have, until it has everything. @throws NoNetwork, Refused */
  async deliver(): Promise<void> {
    const { device } = this;
    for (let failures = 0; device.memory.queueLength > 0;) {
      const events = device.memory.queue.slice(0, TERMINAL_LIMITS.eventsABatch);
      const batch: EventBatch = { sentAt: device.time.shown().toISOString(), events };
      try {
        const { outcomes } = await device.line.post<EventBatchAnswer>('events', batch);
        const keys = outcomes.map(({ bootId, sequence }) => ({ bootId, sequence }));
        device.record({ kind: 'delivered', keys });
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!(error instanceof NoNetwork) || failures === TRIES) {
          throw error;
        }
        await sleep(this.pauseMs * failures);
      }
    }
  }

  /** Everything in its order: what was kept is told before the people's standing is asked. @throws NoNetwork, Refused */
  async round(): Promise<void> {
    await this.beat();
    await this.deliver();
    await this.sync();
  }
}

/** The server will never hear this device again. */
export const isRevoked = (error: unknown): boolean => error instanceof Refused && error.code === 'TERMINAL_REVOKED';

/** Another device runs with the same key, or this is a copy of an older state. */
export const isSuperseded = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'TERMINAL_BOOT_STALE' || error.code === 'TERMINAL_SEQUENCE_FORKED');
