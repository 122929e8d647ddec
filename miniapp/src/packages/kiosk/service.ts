import { Gatekeeper, type Judgement } from '@shared/device/gatekeeper';
import { isRevoked, isSuperseded, isUnknown, Keeping } from '@shared/device/keeping';
import { NoNetwork, Refused } from '@shared/device/server-line';
import type { Direction } from '@shared/gate';
import { isPlausibleTemperature } from '@shared/offline-verdict';
import { CODE_KEPT_SECONDS } from '@shared/pass-code';
import { TERMINAL_LIMITS, type TerminalConfig } from '@shared/terminal';
import type { BrowserDevice } from './device/browser-device';

/** What the screen shows; `until` is for how long, milliseconds of the page's own running clock. */
export type Screen =
  | { is: 'ready' }
  | { is: 'asking' }
  | { is: 'measure'; judgement: Judgement; until: number }
  | { is: 'verdict'; judgement: Judgement; until: number }
  | { is: 'trouble'; code: string; until: number };

export interface ServiceState {
  screen: Screen;
  online: boolean;
  /** by the best clock that the device has; of an earlier start where this one has met nobody yet */
  lastSyncAt: Date | null;
  /** by the same clock, as of the last round */
  now: Date;
  offsetMs: number | null;
  waiting: number;
  /** of whom the screen speaks, in the page's own memory */
  photo: string | null;
  lane: Direction | null;
  gate: TerminalConfig['gate'];
}

export type Ending = 'revoked' | 'superseded' | 'unknown';

const VERSION = 'kiosk-1';
const ANSWER_WITHIN_MS = 1_500;
const ALONE_BEAT_MS = 5_000;
export const VERDICT_MS = 3_000;

/** A terminal at work: one person after the other, and between them a round with the server. */
export class KioskService {
  private readonly keeping: Keeping;
  private gate: Gatekeeper;
  private state: ServiceState;
  private readonly listeners = new Set<() => void>();
  private beat: ReturnType<typeof setTimeout> | undefined;
  private back: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  constructor(
    private readonly device: BrowserDevice,
    lane: Direction | null,
    private readonly onEnd: (why: Ending) => void,
  ) {
    this.keeping = new Keeping(device, VERSION);
    this.gate = this.gatekeeper(lane);
    this.state = {
      ...{ screen: { is: 'ready' }, online: false, offsetMs: null },
      // an earlier start has read how passes stand, and the settings before them
      lastSyncAt: device.standings.cursor === null ? null : new Date(device.settings.serverTime),
      now: device.time.now(),
      ...{ waiting: device.memory.queueLength, photo: null, lane, gate: device.settings.gate },
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ServiceState => this.state;

  start(): void {
    void this.round();
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.beat);
    clearTimeout(this.back);
  }

  /** Now, because the network seems to be back. */
  hurry(): void {
    clearTimeout(this.beat);
    void this.round();
  }

  showCode(code: string): void {
    if (this.state.screen.is === 'ready') {
      void this.judge(() => this.gate.show({ code }));
    }
  }

  showNumber(number: string, direction: Direction): void {
    if (this.state.screen.is === 'ready') {
      void this.judge(() => this.gate.show({ number, direction }));
    }
  }

  /** @returns whether it can be a temperature at all */
  measure(tenths: number): boolean {
    if (this.state.screen.is !== 'measure' || !isPlausibleTemperature(tenths)) {
      return false;
    }
    void this.judge(() => this.gate.measure(tenths));
    return true;
  }

  /** The next person, at once. */
  readonly dismiss = (): void => {
    clearTimeout(this.back);
    this.dropPhoto();
    this.set({ screen: { is: 'ready' } });
  };

  async serveLane(lane: Direction | null): Promise<void> {
    await this.device.kept.put('lane', lane ?? 'both');
    this.gate = this.gatekeeper(lane);
    this.set({ lane });
  }

  private gatekeeper(lane: Direction | null): Gatekeeper {
    return new Gatekeeper(this.device, this.keeping, { lane, answerWithinMs: ANSWER_WITHIN_MS });
  }

  private async judge(work: () => Promise<Judgement>): Promise<void> {
    clearTimeout(this.back);
    this.set({ screen: { is: 'asking' } });
    try {
      const judgement = await work();
      const isMeasured = judgement.verdict !== 'measure_now';
      this.showFor(isMeasured ? VERDICT_MS : CODE_KEPT_SECONDS * 1000, (until) => ({
        is: isMeasured ? 'verdict' : 'measure',
        judgement,
        until,
      }));
      void this.fetchPhoto(judgement);
    } catch (error) {
      await this.fail(error);
    }
    this.set({ online: this.gate.online, waiting: this.device.memory.queueLength });
  }

  /** The same face stays from the code to the verdict. */
  private async fetchPhoto({ photo }: Judgement): Promise<void> {
    if (photo === null || this.state.photo !== null) {
      return;
    }
    const picture = await this.device.line.picture(photo).catch(() => null);
    if (picture && this.state.screen.is !== 'ready' && this.state.photo === null) {
      this.set({ photo: URL.createObjectURL(picture) });
    }
  }

  private dropPhoto(): void {
    if (this.state.photo !== null) {
      URL.revokeObjectURL(this.state.photo);
      this.set({ photo: null });
    }
  }

  private async fail(error: unknown): Promise<void> {
    const ending = endingOf(error);
    if (ending) {
      return this.end(ending);
    }
    const code = error instanceof Refused ? error.code : String((error as Error).name);
    this.showFor(VERDICT_MS, (until) => ({ is: 'trouble', code, until }));
  }

  private showFor(ms: number, screen: (until: number) => Screen): void {
    this.set({ screen: screen(this.device.time.runningMs() + ms) });
    this.back = setTimeout(this.dismiss, ms);
  }

  private async round(): Promise<void> {
    try {
      await this.keeping.round(() => this.gate.setOnline(true));
      this.set({ lastSyncAt: this.device.time.now() });
    } catch (error) {
      const ending = endingOf(error);
      if (ending) {
        await this.end(ending);
        return;
      }
      this.gate.setOnline(!(error instanceof NoNetwork) && this.gate.online);
    }
    this.set({
      ...{ online: this.gate.online, waiting: this.device.memory.queueLength },
      ...{ offsetMs: this.device.time.offsetMs(), gate: this.device.settings.gate, now: this.device.time.now() },
    });
    if (!this.isOver) {
      clearTimeout(this.beat);
      const wait = this.gate.online ? TERMINAL_LIMITS.heartbeatSeconds * 1000 : ALONE_BEAT_MS;
      this.beat = setTimeout(() => void this.round(), wait);
    }
  }

  /** Nothing of the school stays on a device that was revoked. */
  private async end(why: Ending): Promise<void> {
    this.stop();
    if (why === 'revoked') {
      await this.device.kept.wipe();
    }
    this.onEnd(why);
  }

  private set(change: Partial<ServiceState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }
}

/** What a refusal means for the device itself; null: it goes on. */
const endingOf = (error: unknown): Ending | null => {
  if (isRevoked(error)) {
    return 'revoked';
  }
  if (isSuperseded(error)) {
    return 'superseded';
  }
  return isUnknown(error) ? 'unknown' : null;
};
