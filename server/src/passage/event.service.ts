import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventBatch, EventBatchAnswer, TerminalEvent } from '@shared/terminal';
import { Clock } from '../common/clock';
import { runPrepared, runPreparedIn, type Prepared } from '../common/prepared';
import { longId } from '../common/short-id';
import type { KnownTerminal } from '../common/terminal';
import { PassKeyService } from '../pass-key/pass-key.service';
import { TerminalAlarms } from '../terminal/terminal-alarms.service';
import { correctedInstant } from './event.rules';
import {
  KNOWN_OF_EVENTS,
  STORE_EVENTS,
  STORE_FORKS,
  type AskedEvent,
  type KnownEvent,
  type StoredEvent,
  type WrittenPassage,
} from './event.sql';
import { judgeBatch, outcomeOf, storedOf, type JudgedEvent, type ReadEvent } from './event-batch';
import { EventFollowUps } from './event-follow-ups.service';
import { codeShowing, numberShowing, placeOf } from './shown';

/** Signatures that are checked beside the event loop at a time: a core stays free for whoever stands at a gate. */
const READ_AT_ONCE = 2;

/** Takes what terminals decided while they had no network: in any order, any number of times. */
@Injectable()
export class EventService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly keys: PassKeyService,
    private readonly alarms: TerminalAlarms,
    private readonly followUps: EventFollowUps,
  ) {}

  /** Two statements whatever the number of events, and more only for what somebody must look at. */
  async take(terminal: KnownTerminal, { sentAt, events }: EventBatch): Promise<EventBatchAnswer> {
    const now = this.clock.now();
    const read: ReadEvent[] = [];
    for (let at = 0; at < events.length; at += READ_AT_ONCE) {
      const some = events.slice(at, at + READ_AT_ONCE);
      read.push(...(await Promise.all(some.map((event) => this.read(event, sentAt, now)))));
    }
    const known = await runPrepared<KnownEvent>(this.database, KNOWN_OF_EVENTS, [
      ...[terminal.schoolId, terminal.terminalId, JSON.stringify(read.map(askedOf))],
    ]);
    const judged = judgeBatch(terminal, read, known, now);
    await this.store(terminal, judged, now);
    return { serverTime: now.toISOString(), outcomes: judged.map(outcomeOf) };
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

  private async store(terminal: KnownTerminal, judged: readonly JudgedEvent[], now: Date): Promise<void> {
    const fresh = judged.filter(({ is }) => is === 'new' || is === 'repeat');
    const forks = judged.filter(({ is }) => is === 'fork');
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
      await this.followUps.open(tx, terminal, stored);
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

const askedOf = ({ event, instant, showing }: ReadEvent, at: number): AskedEvent => ({
  ...{ at, boot_id: event.bootId, sequence: event.sequence, scan_sequence: event.scanSequence },
  ...{ pass_id: showing.claims && longId(showing.claims.sub), number: showing.number },
  occurred_at: instant.at,
});

/** Known by its whole content: another device that counts alike sends other events under the same keys. */
const forkOf = (terminal: KnownTerminal, judged: JudgedEvent, now: Date): StoredEvent => ({
  ...storedOf(terminal, judged, now),
  shown_hash: createHash('sha256').update(JSON.stringify(judged.event)).digest('hex'),
});
