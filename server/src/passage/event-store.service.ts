import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { runPreparedIn, type Prepared } from '../common/prepared';
import type { KnownTerminal } from '../common/terminal';
import { TerminalAlarms } from '../terminal/terminal-alarms.service';
import { STORE_EVENTS, STORE_FORKS, type StoredEvent, type WrittenPassage } from './event.sql';
import { storedOf, type JudgedEvent, type StoredPassage } from './event-batch';
import { EventFollowUps } from './event-follow-ups.service';
import type { JudgedBatch } from './event-reader.service';
import { placeOf } from './shown';

/** Another upload, or the scan of the same showing, was written while a batch was judged: nothing of it is stored. */
export class StoredMeanwhile extends Error {}

/** Writes down judged events, and what they call for. */
@Injectable()
export class EventStore {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly alarms: TerminalAlarms,
    private readonly followUps: EventFollowUps,
  ) {}

  /** @throws StoredMeanwhile, unless this is the last time that it is judged */
  async store(
    terminal: KnownTerminal,
    { events, door }: JudgedBatch,
    now: Date,
    { isLast }: { isLast: boolean },
  ): Promise<void> {
    const fresh = events.filter(({ is }) => is === 'new' || is === 'repeat');
    const forks = events.filter(({ is }) => is === 'fork');
    if (fresh.length + forks.length === 0) {
      return;
    }
    await this.database.transaction(async (tx) => {
      const stored = await this.storeFresh(tx, terminal, fresh, now);
      if (!isLast && isOutdated(fresh, stored)) {
        throw new StoredMeanwhile();
      }
      await this.followUps.open(tx, terminal, { stored, door, now });
      const apart = stored.filter(({ quarantine }) => quarantine !== null);
      await this.alarm(tx, terminal, 'events_quarantined', apart.length);
      const rows = forks.map((event) => forkOf(terminal, event, now));
      const forked = await this.write(tx, STORE_FORKS, terminal, rows, now);
      await this.alarm(tx, terminal, 'sequence_forked', forked.length);
    });
  }

  private async storeFresh(
    tx: EntityManager,
    terminal: KnownTerminal,
    fresh: readonly JudgedEvent[],
    now: Date,
  ): Promise<StoredPassage[]> {
    const rows = fresh.map((event) => storedOf(terminal, event, now));
    const written = await this.write(tx, STORE_EVENTS, terminal, rows, now, [placeOf(terminal), terminal.campusId]);
    const passages = new Map(written.map((passage) => [passage.passage_id, passage]));
    return fresh.flatMap((event, at) => {
      const passage = passages.get(rows[at]?.passage_id ?? '');
      return passage ? [{ ...event, passage }] : [];
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

/** A key that was free is taken, or a code was used, perhaps by the very scan that an event names. */
const isOutdated = (fresh: readonly JudgedEvent[], stored: readonly StoredPassage[]): boolean =>
  stored.length < fresh.filter(({ is }) => is === 'new').length ||
  stored.some(({ event, known, passage }) =>
    [event.scanSequence !== null, known.scan_hash === null, passage.double_use_of !== null].every(Boolean),
  );

/** Known by its whole content: another device that counts alike sends other events under the same keys. */
const forkOf = (terminal: KnownTerminal, judged: JudgedEvent, now: Date): StoredEvent => ({
  ...storedOf(terminal, judged, now),
  shown_hash: createHash('sha256').update(JSON.stringify(judged.event)).digest('hex'),
});
