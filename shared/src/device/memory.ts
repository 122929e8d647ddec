import type { Direction } from '../gate';
import { usesCodeUp, type CodeUse } from '../offline-verdict';
import type { EventKey, TerminalEvent } from '../terminal';
import { isAdmitted } from '../verdict';
import type { LogEntry } from './log-entry';

/** No clock that is set back by a day brings a used code back. */
const REMEMBERED_MS = 48 * 3_600_000;

interface Waiting {
  event: TerminalEvent;
  /** by the best clock that the device had; null where an older log does not say */
  at: number | null;
}

interface Use {
  at: number;
  keptUntil: number | null;
}

const keyOf = ({ bootId, sequence }: EventKey): string => `${bootId}/${sequence}`;
const codeOf = (passId: string, jti: string): string => `${passId}.${jti}`;

/** Everything that the log says, ready to be asked. */
export class DeviceMemory {
  bootNumber = 0;
  private readonly uses = new Map<string, Use & { passId: string; jti: string }>();
  private readonly ways = new Map<string, { at: number; direction: Direction }>();
  private readonly fevers = new Map<string, number>();
  private readonly waiting = new Map<string, Waiting>();
  private lastBoot: LogEntry | null = null;

  take(entry: LogEntry): void {
    switch (entry.kind) {
      case 'boot':
        if (entry.bootNumber > this.bootNumber) {
          this.bootNumber = entry.bootNumber;
          this.lastBoot = entry;
        }
        return;
      case 'kept':
        this.uses.set(codeOf(entry.passId, entry.jti), { ...entry, keptUntil: entry.until });
        return;
      case 'judged':
        this.takeJudged(entry);
        return;
      case 'queued':
        this.waiting.set(keyOf(entry.event), { event: entry.event, at: entry.at ?? null });
        return;
      case 'delivered':
        for (const key of entry.keys) {
          this.waiting.delete(keyOf(key));
        }
        return;
      case 'relieved':
        for (const [passId, at] of this.fevers) {
          if (at < entry.before) {
            this.fevers.delete(passId);
          }
        }
    }
  }

  private takeJudged(entry: Extract<LogEntry, { kind: 'judged' }>): void {
    const { at, verdict, direction, passId, jti, event } = entry;
    if (event) {
      this.waiting.set(keyOf(event), { event, at });
    }
    if (passId && jti && usesCodeUp(verdict)) {
      this.uses.set(codeOf(passId, jti), { at, passId, jti, keptUntil: null });
    }
    if (passId && direction && isAdmitted(verdict) && at >= (this.ways.get(passId)?.at ?? 0)) {
      this.ways.set(passId, { at, direction });
    }
    if (passId && verdict === 'fever') {
      this.fevers.set(passId, at);
    }
  }

  useOf(passId: string, jti: string): CodeUse | null {
    const use = this.uses.get(codeOf(passId, jti));
    return use ? { keptUntil: use.keptUntil === null ? null : new Date(use.keptUntil) } : null;
  }

  lastDirectionOf(passId: string): Direction | null {
    return this.ways.get(passId)?.direction ?? null;
  }

  hadFever(passId: string): boolean {
    return this.fevers.has(passId);
  }

  /** Whether one was measured before this instant. */
  hasFeverBefore(instant: number): boolean {
    return [...this.fevers.values()].some((at) => at < instant);
  }

  private forget(before: number): void {
    for (const [code, { at }] of this.uses) {
      if (at < before) {
        this.uses.delete(code);
      }
    }
  }

  /** Events that the server does not have yet, in their order. */
  get queue(): TerminalEvent[] {
    return [...this.waiting.values()].map(({ event }) => event);
  }

  /** When an event that waits was judged, by the best clock that the device had then. */
  judgedAt(key: EventKey): number | null {
    return this.waiting.get(keyOf(key))?.at ?? null;
  }

  get queueLength(): number {
    return this.waiting.size;
  }

  /** The shortest log that says the same; codes of two days ago are forgotten. */
  entries(now: Date): LogEntry[] {
    this.forget(now.getTime() - REMEMBERED_MS);
    const judged = { kind: 'judged', event: null } as const;
    return [
      ...(this.lastBoot ? [this.lastBoot] : []),
      ...[...this.uses.values()].map(({ at, passId, jti, keptUntil }): LogEntry =>
        keptUntil === null
          ? { ...judged, at, verdict: 'admitted', direction: null, passId, jti }
          : { kind: 'kept', at, passId, jti, until: keptUntil },
      ),
      ...[...this.ways].map(([passId, { at, direction }]): LogEntry => ({
        ...judged,
        at,
        verdict: 'admitted',
        direction,
        passId,
        jti: null,
      })),
      ...[...this.fevers].map(([passId, at]): LogEntry => ({
        ...judged,
        at,
        verdict: 'fever',
        direction: null,
        passId,
        jti: null,
      })),
      ...[...this.waiting.values()].map(({ event, at }): LogEntry => ({ kind: 'queued', event, at })),
    ];
  }
}
