import { Injectable } from '@nestjs/common';
import type { EventBatch, EventBatchAnswer } from '@shared/terminal';
import { Clock } from '../common/clock';
import type { KnownTerminal } from '../common/terminal';
import { outcomeOf, type ReadEvent } from './event-batch';
import { EventReader, type JudgedBatch } from './event-reader.service';
import { EventStore, StoredMeanwhile } from './event-store.service';

/** What is written between a look and the writing is seen by the next look. */
const MOST_LOOKS = 3;

/** Takes what terminals decided while they had no network: in any order, any number of times. */
@Injectable()
export class EventService {
  constructor(
    private readonly clock: Clock,
    private readonly reader: EventReader,
    private readonly events: EventStore,
  ) {}

  /** Two statements whatever the number of events, and more only for what somebody must look at or has booked. */
  async take(terminal: KnownTerminal, batch: EventBatch): Promise<EventBatchAnswer> {
    const now = this.clock.now();
    const judged = await this.judge(terminal, await this.reader.readAll(batch, now), now);
    return { serverTime: now.toISOString(), outcomes: judged.events.map(outcomeOf) };
  }

  private async judge(terminal: KnownTerminal, read: readonly ReadEvent[], now: Date, looks = 1): Promise<JudgedBatch> {
    const judged = await this.reader.judge(terminal, read, now);
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
}
