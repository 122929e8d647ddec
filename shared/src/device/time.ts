/** The two clocks of a device: one that somebody may set, and one that only runs on. */
export interface Clocks {
  wall: () => Date;
  /** milliseconds since anything at all */
  runningMs: () => number;
}

interface Anchor {
  at: number;
  runningMs: number;
  fromServer: boolean;
}

/** After a longer way what was known before is nearer to the truth. */
const SLOW_WAY_MS = 1_000;

/**
 * The best time that a device knows: the server's, carried on by the clock that nobody sets. Before it has met the
 * server it is its own clock, never before what it has already seen.
 */
export class DeviceTime {
  private anchor: Anchor;
  private ownErrorMs: number | null = null;

  /** @param seenBefore the server's time as it was told last, milliseconds */
  constructor(
    private readonly clocks: Clocks,
    seenBefore = 0,
  ) {
    this.anchor = {
      at: Math.max(clocks.wall().getTime(), seenBefore),
      runningMs: clocks.runningMs(),
      fromServer: false,
    };
  }

  now(): Date {
    return new Date(this.anchor.at + this.clocks.runningMs() - this.anchor.runningMs);
  }

  /** What the device's own clock shows. */
  shown(): Date {
    return this.clocks.wall();
  }

  /** Server minus device, milliseconds; null before the server was met since the start. */
  offsetMs(): number | null {
    return this.anchor.fromServer ? Math.round(this.now().getTime() - this.shown().getTime()) : null;
  }

  /** How wrong the best time was until the server was met, milliseconds to be added; null before that. */
  errorBeforeMs(): number | null {
    return this.ownErrorMs;
  }

  /** For how long something has been running. */
  runningMs(): number {
    return this.clocks.runningMs();
  }

  /** @param askedAtMs what `runningMs` was when the question left: half of the way is added */
  metServer(serverTime: string, askedAtMs: number): void {
    const runningMs = this.clocks.runningMs();
    const wayMs = runningMs - askedAtMs;
    if (!this.anchor.fromServer || wayMs <= SLOW_WAY_MS) {
      const at = Date.parse(serverTime) + wayMs / 2;
      this.ownErrorMs ??= at - this.now().getTime();
      this.anchor = { at, runningMs, fromServer: true };
    }
  }
}
