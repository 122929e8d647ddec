import { setTimeout as rest } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EventBatch, EventBatchAnswer, EventOutcome } from '@shared/terminal';
import { MovedMeanwhile } from '../booking/sending-away.service';
import { Clock } from '../common/clock';
import type { KnownTerminal } from '../common/terminal';
import { outcomeOf, type ReadEvent } from './event-batch';
import { EventReader, type JudgedBatch } from './event-reader.service';
import { EventStore, StoredMeanwhile } from './event-store.service';

/** What is written between a look and the writing is seen by the next look. */
const MOST_LOOKS = 3;

/** Events that are judged and stored in one go: whoever stands at a gate waits no longer than these take. */
const AT_A_TIME = 25;
/** Then the upload rests so many times as long as it worked: the people at the gates come first. */
const RESTS = 2;
const LONGEST_REST_MS = 100;

/** Takes what terminals decided while they had no network: in any order, any number of times. */
@Injectable()
export class EventService {
  constructor(
    private readonly clock: Clock,
    private readonly reader: EventReader,
    private readonly events: EventStore,
  ) {}

  /** Two statements whatever the number of events in a piece, and more only for what somebody must look at or has booked. */
  async take(terminal: KnownTerminal, { sentAt, events }: EventBatch): Promise<EventBatchAnswer> {
    const now = this.clock.now();
    const outcomes: EventOutcome[] = [];
    for (let at = 0; at < events.length; at += AT_A_TIME) {
      const startedAt = performance.now();
      const read = await this.reader.readAll({ sentAt, events: events.slice(at, at + AT_A_TIME) }, now);
      const judged = await this.judge(terminal, read, now);
      outcomes.push(...judged.events.map(outcomeOf));
      await rest(Math.min(RESTS * (performance.now() - startedAt), LONGEST_REST_MS));
    }
    return { serverTime: now.toISOString(), outcomes };
  }

  private async judge(terminal: KnownTerminal, read: readonly ReadEvent[], now: Date, looks = 1): Promise<JudgedBatch> {
    const judged = await this.reader.judge(terminal, read, now);
    try {
      await this.events.store(terminal, judged, now, { isLast: looks === MOST_LOOKS });
      return judged;
    } catch (error) {
      if (!isOvertaken(error) || looks === MOST_LOOKS) {
        throw error;
      }
      return this.judge(terminal, read, now, looks + 1);
    }
  }
}

/** Something was stored while this was judged, or somebody with a fever booked elsewhere: nothing of it is written. */
const isOvertaken = (error: unknown): boolean => error instanceof StoredMeanwhile || error instanceof MovedMeanwhile;
