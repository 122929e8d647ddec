import { audienceOf } from '@shared/pass-code';
import type { EventOutcome, QuarantineReason, TerminalEvent } from '@shared/terminal';
import { newId } from '../common/id';
import type { KnownTerminal } from '../common/terminal';
import type { ReadCode } from '../pass-key/pass-key.types';
import {
  isInTime,
  isSameEvent,
  quarantineOf,
  type CorrectedInstant,
  type EventFacts,
  type Receipt,
} from './event.rules';
import type { KnownEvent, StoredEvent, WrittenPassage } from './event.sql';
import { eventKeyOf, type Showing } from './shown';

/** An event with its code read and its instant corrected. */
export interface ReadEvent {
  event: TerminalEvent;
  instant: CorrectedInstant;
  showing: Showing;
  /** null by number or face */
  read: ReadCode | null;
}

/** The terminal, and whether a camera may look at its gate. */
export type BatchGate = KnownTerminal & Pick<EventFacts, 'allowsFaces'>;

export interface JudgedEvent extends ReadEvent {
  known: KnownEvent;
  /** `repeat`: the scan of the same showing was judged alike before */
  is: 'new' | 'repeat' | 'duplicate' | 'fork';
  quarantine: QuarantineReason | null;
  /** the gate asked for a temporary pass by then, and the person had none */
  lackedPermit: boolean;
}

/** The door of a venue, and every gate that leads into it. */
export interface Door {
  venueId: string;
  gateIds: readonly string[];
}

/** An event that was new, and the passage that was made of it. */
export interface StoredPassage extends JudgedEvent {
  passage: WrittenPassage;
}

/** What a batch left behind. */
export interface StoredBatch {
  stored: readonly StoredPassage[];
  /** null at a gate that is none */
  door: Door | null;
  now: Date;
}

const receiptOf = ({ own_hash, own_verdict, own_tenths }: KnownEvent): Receipt | null =>
  own_hash && own_verdict ? { hash: own_hash, verdict: own_verdict, temperatureTenths: own_tenths } : null;

const contentOf = ({ event, showing }: ReadEvent): Receipt => ({
  hash: showing.hash,
  verdict: event.verdict,
  temperatureTenths: event.temperatureTenths,
});

const wasScanned = ({ event, showing }: ReadEvent, { scan_hash, scan_verdict }: KnownEvent): boolean =>
  scan_hash !== null && scan_hash.equals(showing.hash) && scan_verdict === event.verdict;

const quarantined = (
  gate: BatchGate,
  { event, instant, read }: ReadEvent,
  known: KnownEvent,
  now: Date,
): QuarantineReason | null =>
  quarantineOf(
    {
      ...{ event, read, gateId: gate.gateId, allowsFaces: gate.allowsFaces, isKnown: known.person_id !== null },
      ...{ occurredAt: instant.at, audience: audienceOf({ ...gate, direction: event.direction }) },
    },
    now,
  );

/** What each event of a batch is, beside what is stored and beside those before it. */
export const judgeBatch = (
  gate: BatchGate,
  events: readonly ReadEvent[],
  known: readonly KnownEvent[],
  now: Date,
): JudgedEvent[] => {
  const inBatch = new Map<string, Receipt>();
  return events.map((read, at) => {
    const facts = known[at] as KnownEvent;
    const key = eventKeyOf(gate.terminalId, read.event);
    const content = contentOf(read);
    const before = receiptOf(facts) ?? inBatch.get(key);
    inBatch.set(key, before ?? content);
    if (before) {
      const isSame = isSameEvent(before, content);
      return {
        ...read,
        known: facts,
        is: isSame ? 'duplicate' : 'fork',
        quarantine: isSame ? null : 'sequence_forked',
        lackedPermit: false,
      };
    }
    const quarantine = quarantined(gate, read, facts, now);
    const is = quarantine === null && wasScanned(read, facts) ? 'repeat' : 'new';
    return { ...read, known: facts, is, quarantine, lackedPermit: false };
  });
};

export const outcomeOf = ({ event: { bootId, sequence }, is, quarantine }: JudgedEvent): EventOutcome => ({
  ...{ bootId, sequence, reason: quarantine },
  outcome: quarantine !== null ? 'quarantined' : is === 'new' ? 'stored' : 'duplicate',
});

/** Calendars beyond these are nobody's. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

const toldInstant = (text: string): Date | null => {
  const instant = new Date(text);
  return instant.getTime() >= EARLIEST && instant.getTime() < LATEST ? instant : null;
};

/** An arrival asks for: somebody who is away, admitted on the way in. */
const isArriving = ({ event, known, quarantine }: JudgedEvent): boolean =>
  quarantine === null && event.verdict === 'admitted' && event.direction === 'in' && known.presence === 'off_campus';

/** What is too old, or in the future, is kept under the instant at which it came. */
export const storedOf = (terminal: KnownTerminal, judged: JudgedEvent, now: Date): StoredEvent => {
  const { event, instant, showing, known, is, quarantine } = judged;
  return {
    ...{ passage_id: is === 'repeat' ? String(known.scan_passage) : newId(), boot_id: event.bootId },
    ...{ sequence: event.sequence, shown_hash: showing.hash.toString('hex'), verdict: event.verdict },
    ...{ temperature_tenths: event.temperatureTenths, occurred_at: isInTime(instant.at, now) ? instant.at : now },
    ...{ device_at: toldInstant(event.at), offset_ms: instant.offsetMs, person_id: known.person_id },
    ...{ pass_id: known.pass_id, direction: event.direction, means: event.means, jti: showing.claims?.jti ?? null },
    ...{ quarantine, is_repeat: is === 'repeat', event_key: eventKeyOf(terminal.terminalId, event) },
    job_id: is === 'new' && isArriving(judged) ? newId() : null,
  };
};
