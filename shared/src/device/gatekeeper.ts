import type { Direction } from '../gate';
import {
  isPlausibleTemperature,
  isToldLater,
  offlineVerdictOf,
  usesCodeUp,
  type OfflineFacts,
  type OfflineVerdict,
  type Shown,
} from '../offline-verdict';
import { CODE_KEPT_SECONDS, LONGEST_CODE } from '../pass-code';
import { TERMINAL_LIMITS, type ScanAnswer, type ScanRequest, type TerminalEvent } from '../terminal';
import { ALONE_WORDS, isAdmitted, PASSBACK_WARNING, VERDICT_WORDS } from '../verdict';
import type { Device } from './device';
import type { Keeping } from './keeping';
import { NoNetwork } from './server-line';

/** What somebody holds before the device; `face`: the device has recognised whose number it is. */
export type Showing = { code: string } | { number: string; direction: Direction; means?: 'face' };

export interface Judgement extends ScanAnswer {
  by: 'server' | 'terminal';
}

/** No living person has this temperature: measure again. */
export class ImplausibleTemperature extends Error {}

/** There is nothing that waits for a temperature. */
export class NothingWaits extends Error {}

export interface GateOptions {
  lane: Direction | null;
  /** how long a person waits for the server, milliseconds */
  answerWithinMs: number;
}

interface Read {
  showing: Showing;
  shown: Shown;
  passId: string | null;
  jti: string | null;
}

interface Waiting {
  read: Read;
  sequence: number;
  by: Judgement['by'];
}

/** Judges one showing after the other: by the server where it answers in time, else alone. */
export class Gatekeeper {
  private waiting: Waiting | null = null;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private isOnline = true;

  constructor(
    private readonly device: Device,
    private readonly keeping: Keeping,
    private readonly options: GateOptions,
  ) {}

  /** The next round has reached the server, or has not. */
  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
  }

  get online(): boolean {
    return this.isOnline;
  }

  /** @throws ImplausibleTemperature, Refused */
  show(showing: Showing, temperatureTenths: number | null = null): Promise<Judgement> {
    return this.inTurn(() => this.judgeShown(showing, temperatureTenths));
  }

  /** The temperature for what was shown last. @throws NothingWaits, ImplausibleTemperature, Refused */
  measure(temperatureTenths: number): Promise<Judgement> {
    return this.inTurn(() => this.judgeMeasured(temperatureTenths));
  }

  /** One verdict is on record before the next is thought of: no code is judged twice at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  private async judgeShown(showing: Showing, temperatureTenths: number | null): Promise<Judgement> {
    demandPlausible(temperatureTenths);
    const read = await this.read(showing);
    const sequence = this.device.nextSequence();
    this.waiting = null;
    return this.mayAsk(read)
      ? this.askServer({ read, sequence, by: 'server' }, temperatureTenths)
      : this.decide({ read, sequence, by: 'terminal' }, temperatureTenths, null);
  }

  private async judgeMeasured(temperatureTenths: number): Promise<Judgement> {
    demandPlausible(temperatureTenths);
    const { waiting } = this;
    if (!waiting) {
      throw new NothingWaits('show a code or a number first');
    }
    this.waiting = null;
    // who began alone ends alone: the server does not know that the code was kept here
    return waiting.by === 'server' && this.isOnline
      ? this.askServer(waiting, temperatureTenths)
      : this.decide(
          { ...waiting, sequence: this.device.nextSequence() },
          temperatureTenths,
          waiting.by === 'server' ? waiting.sequence : null,
        );
  }

  private async read(showing: Showing): Promise<Read> {
    if ('number' in showing) {
      const standing = await this.device.findByNumber(showing.number);
      const shown: Shown = { means: showing.means ?? 'number', direction: showing.direction };
      return { showing, shown, passId: standing?.passId ?? null, jti: null };
    }
    const code = await this.device.readCode(showing.code);
    const [passId, jti] = typeof code === 'object' ? [code.sub, code.jti] : [null, null];
    return { showing, shown: { means: 'code', code }, passId, jti };
  }

  /** What this device has done and not told yet, it knows better than the server. */
  private mayAsk({ showing, passId, jti }: Read): boolean {
    const { memory } = this.device;
    const isOwn =
      passId !== null && (memory.hadFever(passId) || (jti !== null && memory.useOf(passId, jti)?.keptUntil === null));
    return this.isOnline && canBeTold(showing) && !(isOwn && memory.queueLength > 0);
  }

  private async askServer(waiting: Waiting, temperatureTenths: number | null): Promise<Judgement> {
    const { device, keeping } = this;
    const { read, sequence } = waiting;
    const request: ScanRequest = {
      bootId: device.bootId,
      sequence,
      at: device.time.shown().toISOString(),
      ...read.showing,
      ...('code' in read.showing && this.options.lane ? { direction: this.options.lane } : {}),
      ...(temperatureTenths === null ? {} : { temperatureTenths }),
    };
    try {
      const startedAtMs = device.time.runningMs();
      await keeping.announce(this.options.answerWithinMs);
      const answer = await this.inTime(request, startedAtMs);
      await this.remember(read, answer);
      this.waiting = answer.verdict === 'measure_now' ? waiting : null;
      return { ...answer, by: 'server' };
    } catch (error) {
      if (!(error instanceof NoNetwork)) {
        throw error;
      }
      this.isOnline = false;
      return this.decide({ read, sequence: device.nextSequence(), by: 'terminal' }, temperatureTenths, sequence);
    }
  }

  /** The very same request once more where the first was lost early: the server answers it alike. */
  private async inTime(request: ScanRequest, startedAtMs: number): Promise<ScanAnswer> {
    const { line, time } = this.device;
    const { answerWithinMs } = this.options;
    const leftMs = (): number => answerWithinMs - (time.runningMs() - startedAtMs);
    try {
      return await line.post<ScanAnswer>('scans', request, leftMs());
    } catch (error) {
      if (!(error instanceof NoNetwork) || leftMs() < answerWithinMs / 2) {
        throw error;
      }
      return line.post<ScanAnswer>('scans', request, leftMs());
    }
  }

  private async remember({ passId, jti }: Read, { verdict, direction }: ScanAnswer): Promise<void> {
    const { device } = this;
    const at = device.time.now().getTime();
    if (usesCodeUp(verdict)) {
      await device.record({ kind: 'judged', at, verdict, direction, passId, jti, event: null });
    } else if (verdict === 'measure_now' && passId && jti) {
      await device.record({ kind: 'kept', at, passId, jti, until: at + CODE_KEPT_SECONDS * 1000 });
    }
  }

  private async decide(
    waiting: Waiting,
    temperatureTenths: number | null,
    scanSequence: number | null,
  ): Promise<Judgement> {
    const { device } = this;
    const { read, sequence } = waiting;
    const now = device.time.now();
    const facts = this.factsOf(read, temperatureTenths);
    const answer = offlineVerdictOf(facts, now);
    const { verdict, direction, keptUntil } = answer;
    const isWarned = isAdmitted(verdict) && goesTwice(facts, direction) && facts.config.gate.antiPassback === 'warn';
    const { passId, jti } = read;
    if (isToldLater(verdict) && canBeTold(read.showing)) {
      const event = this.eventOf(read, answer, { sequence, scanSequence, temperatureTenths });
      await device.record({ kind: 'judged', at: now.getTime(), verdict, direction, passId, jti, event });
    } else if (keptUntil && passId && jti) {
      await device.record({ kind: 'kept', at: now.getTime(), passId, jti, until: keptUntil.getTime() });
    }
    this.waiting = verdict === 'measure_now' ? { ...waiting, by: 'terminal' } : null;
    return {
      verdict,
      admitted: isAdmitted(verdict),
      words: isWarned ? PASSBACK_WARNING : (ALONE_WORDS[verdict] ?? VERDICT_WORDS[verdict]),
      direction,
      maskedName: null,
      photo: null,
      keptUntil: keptUntil?.toISOString() ?? null,
      by: 'terminal',
    };
  }

  private factsOf({ shown, passId, jti }: Read, temperatureTenths: number | null): OfflineFacts {
    const { memory, settings, standings } = this.device;
    return {
      shown,
      config: settings,
      lane: this.options.lane,
      standing: passId === null ? null : standings.ofPass(passId),
      use: passId !== null && jti !== null ? memory.useOf(passId, jti) : null,
      lastDirection: passId === null ? null : memory.lastDirectionOf(passId),
      feverHere: passId !== null && memory.hadFever(passId),
      temperatureTenths,
    };
  }

  private eventOf(
    { showing, shown }: Read,
    { verdict, direction }: OfflineVerdict,
    rest: Pick<TerminalEvent, 'sequence' | 'scanSequence' | 'temperatureTenths'>,
  ): TerminalEvent {
    const { bootId, settings, time } = this.device;
    return {
      bootId,
      ...rest,
      at: time.shown().toISOString(),
      offsetMs: time.offsetMs(),
      gateId: settings.gate.id,
      means: shown.means,
      ...('code' in showing ? { code: showing.code } : { number: showing.number }),
      direction: direction ?? 'in',
      verdict,
    };
  }
}

/** Nothing at all, and more than any code or number has, the server would not take. */
const canBeTold = (showing: Showing): boolean => {
  const [text, most] =
    'code' in showing ? [showing.code, LONGEST_CODE] : [showing.number, TERMINAL_LIMITS.longestNumber];
  return text.length > 0 && text.length <= most;
};

const goesTwice = ({ lastDirection }: OfflineFacts, direction: Direction | null): boolean =>
  lastDirection !== null && lastDirection === direction;

const demandPlausible = (tenths: number | null): void => {
  if (tenths !== null && !isPlausibleTemperature(tenths)) {
    throw new ImplausibleTemperature('measure again');
  }
};
