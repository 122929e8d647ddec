import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventBatch, EventBatchAnswer } from '@shared/terminal';
import { Clock } from '../common/clock';
import { runPreparedIn, type Prepared } from '../common/prepared';
import type { KnownTerminal } from '../common/terminal';
import { TerminalAlarms } from '../terminal/terminal-alarms.service';
import { STORE_EVENTS, STORE_FORKS, type StoredEvent, type WrittenPassage } from './event.sql';
import { outcomeOf, storedOf, type JudgedEvent } from './event-batch';
import { EventReader, type JudgedBatch } from './event-reader.service';
import { EventFollowUps } from './event-follow-ups.service';
import { placeOf } from './shown';

/** Takes what terminals decided while they had no network: in any order, any number of times. */
@Injectable()
export class EventService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly reader: EventReader,
    private readonly alarms: TerminalAlarms,
    private readonly followUps: EventFollowUps,
  ) {}

  /** Two statements whatever the number of events, and more only for what somebody must look at or has booked. */
  async take(terminal: KnownTerminal, batch: EventBatch): Promise<EventBatchAnswer> {
    const now = this.clock.now();
    const judged = await this.reader.judge(terminal, batch, now);
    await this.store(terminal, judged, now);
    return { serverTime: now.toISOString(), outcomes: judged.events.map(outcomeOf) };
  }

  private async store(terminal: KnownTerminal, { events, door }: JudgedBatch, now: Date): Promise<void> {
    const fresh = events.filter(({ is }) => is === 'new' || is === 'repeat');
    const forks = events.filter(({ is }) => is === 'fork');
    if (fresh.length + forks.length === 0) {
      return;
    }
    await this.database.transaction(async (tx) => {
      const rows = fresh.map((event) => storedOf(terminal, event, now));
      const written = await this.write(tx, STORE_EVENTS, terminal, rows, now, [placeOf(terminal), terminal.campusId]);
      const isNew = new Map(written.map((passage) => [passage.passage_id, passage]));
      const stored = fresh.flatMap((event, at) => {
        const passage = isNew.get(rows[at]?.passage_id ?? '');
        return passage ? [{ ...event, passage }] : [];
      });
      await this.followUps.open(tx, terminal, { stored, door, now });
      await this.alarm(
        tx,
        terminal,
        'events_quarantined',
        stored.filter(({ quarantine }) => quarantine !== null).length,
      );
      const forked = await this.write(
        tx,
        STORE_FORKS,
        terminal,
        forks.map((event) => forkOf(terminal, event, now)),
        now,
      );
      await this.alarm(tx, terminal, 'sequence_forked', forked.length);
    });
  }

  private async write(
    tx: EntityManager,
    statement: Prepared,
    { schoolId, terminalId, gateId }: KnownTerminal,
    rows: readonly StoredEvent[],
    now: Date,
    rest: readonly string[] = [],
  ): Promise<WrittenPassage[]> {
    if (rows.length === 0) {
      return [];
    }
    return runPreparedIn<WrittenPassage>(tx, statement, [
      ...[schoolId, terminalId, JSON.stringify(rows), now, gateId],
      ...rest,
    ]);
  }

  private async alarm(
    tx: EntityManager,
    terminal: KnownTerminal,
    kind: 'events_quarantined' | 'sequence_forked',
    count: number,
  ): Promise<void> {
    if (count > 0) {
      await this.alarms.raise(terminal, kind, count, tx);
    }
  }
}

/** Known by its whole content: another device that counts alike sends other events under the same keys. */
const forkOf = (terminal: KnownTerminal, judged: JudgedEvent, now: Date): StoredEvent => ({
  ...storedOf(terminal, judged, now),
  shown_hash: createHash('sha256').update(JSON.stringify(judged.event)).digest('hex'),
});
