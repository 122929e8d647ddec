import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { EventBatch, EventBatchAnswer, TerminalEvent } from '@shared/terminal';
import { Clock } from '../common/clock';
import { runPrepared } from '../common/prepared';
import { longId } from '../common/short-id';
import type { KnownTerminal } from '../common/terminal';
import { PassKeyService } from '../pass-key/pass-key.service';
import { correctedInstant } from './event.rules';
import { KNOWN_OF_EVENTS, type AskedEvent, type KnownEvent } from './event.sql';
import { judgeBatch, outcomeOf, type JudgedEvent, type ReadEvent } from './event-batch';
import { EventStore, StoredMeanwhile } from './event-store.service';
import { codeShowing, numberShowing } from './shown';

/** Signatures that are checked beside the event loop at a time: a core stays free for whoever stands at a gate. */
const READ_AT_ONCE = 2;
/** What is written between a look and the writing is seen by the next look. */
const MOST_LOOKS = 3;

/** Takes what terminals decided while they had no network: in any order, any number of times. */
@Injectable()
export class EventService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly keys: PassKeyService,
    private readonly events: EventStore,
  ) {}

  /** Two statements whatever the number of events, and more only for what somebody must look at. */
  async take(terminal: KnownTerminal, { sentAt, events }: EventBatch): Promise<EventBatchAnswer> {
    const now = this.clock.now();
    const read: ReadEvent[] = [];
    for (let at = 0; at < events.length; at += READ_AT_ONCE) {
      const some = events.slice(at, at + READ_AT_ONCE);
      read.push(...(await Promise.all(some.map((event) => this.read(event, sentAt, now)))));
    }
    const judged = await this.judge(terminal, read, now);
    return { serverTime: now.toISOString(), outcomes: judged.map(outcomeOf) };
  }

  private async judge(
    terminal: KnownTerminal,
    read: readonly ReadEvent[],
    now: Date,
    looks = 1,
  ): Promise<JudgedEvent[]> {
    const known = await runPrepared<KnownEvent>(this.database, KNOWN_OF_EVENTS, [
      ...[terminal.schoolId, terminal.terminalId, JSON.stringify(read.map(askedOf))],
    ]);
    const judged = judgeBatch(terminal, read, known, now);
    try {
      await this.events.store(terminal, judged, now, { isLast: looks === MOST_LOOKS });
      return judged;
    } catch (error) {
      if (!(error instanceof StoredMeanwhile)) {
        throw error;
      }
      return this.judge(terminal, read, now, looks + 1);
    }
  }

  private async read(event: TerminalEvent, sentAt: string, now: Date): Promise<ReadEvent> {
    const instant = correctedInstant(event, sentAt, now);
    const { code, number, direction } = event;
    if (code === undefined) {
      return { event, instant, showing: numberShowing(number ?? '', direction), read: null };
    }
    const read = await this.keys.readLate(code, instant.at);
    return { event, instant, showing: codeShowing(code, read), read };
  }
}

const askedOf = ({ event, instant, showing }: ReadEvent, at: number): AskedEvent => ({
  ...{ at, boot_id: event.bootId, sequence: event.sequence, scan_sequence: event.scanSequence },
  ...{ pass_id: showing.claims && longId(showing.claims.sub), number: showing.number },
  occurred_at: instant.at,
});
