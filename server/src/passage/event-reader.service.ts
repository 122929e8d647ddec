import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { EventBatch, TerminalEvent } from '@shared/terminal';
import { runPrepared } from '../common/prepared';
import { longId } from '../common/short-id';
import type { KnownTerminal } from '../common/terminal';
import { GateService } from '../gate/gate.service';
import { PassKeyService } from '../pass-key/pass-key.service';
import { correctedInstant } from './event.rules';
import { KNOWN_OF_EVENTS, type AskedEvent, type KnownEvent } from './event.sql';
import { judgeBatch, type Door, type JudgedEvent, type ReadEvent } from './event-batch';
import { LatePermits } from './late-permits.service';
import { codeShowing, numberShowing } from './shown';

/** Signatures that are checked beside the event loop at a time: a core stays free for whoever stands at a gate. */
const READ_AT_ONCE = 2;

export interface JudgedBatch {
  events: JudgedEvent[];
  /** null at a gate that is none */
  door: Door | null;
}

/** Reads the codes of a batch and corrects its instants, and tells what each event is beside what is stored. */
@Injectable()
export class EventReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly keys: PassKeyService,
    private readonly gates: GateService,
    private readonly permits: LatePermits,
  ) {}

  async readAll({ sentAt, events }: EventBatch, now: Date): Promise<ReadEvent[]> {
    const read: ReadEvent[] = [];
    for (let at = 0; at < events.length; at += READ_AT_ONCE) {
      const some = events.slice(at, at + READ_AT_ONCE);
      read.push(...(await Promise.all(some.map((event) => this.read(event, sentAt, now)))));
    }
    return read;
  }

  /** One statement whatever the number of events, more only at a gate that asks for temporary passes. */
  async judge(terminal: KnownTerminal, read: readonly ReadEvent[], now: Date): Promise<JudgedBatch> {
    const known = await runPrepared<KnownEvent>(this.database, KNOWN_OF_EVENTS, [
      ...[terminal.schoolId, terminal.terminalId, JSON.stringify(read.map(askedOf))],
    ]);
    const gate = await this.gates.find(terminal.schoolId, terminal.gateId);
    const judged = judgeBatch({ ...terminal, allowsFaces: gate?.insidePrivate === false }, read, known, now);
    return {
      events: await this.permits.judge(terminal, gate, judged),
      door: await this.doorOf(terminal, gate?.venueId ?? null),
    };
  }

  private async doorOf({ schoolId }: KnownTerminal, venueId: string | null): Promise<Door | null> {
    if (venueId === null) {
      return null;
    }
    const gates = await this.gates.doorsOf(schoolId, venueId);
    return { venueId, gateIds: gates.map(({ id }) => id) };
  }

  private async read(event: TerminalEvent, sentAt: string, now: Date): Promise<ReadEvent> {
    const instant = correctedInstant(event, sentAt, now);
    const { code, number = '', means, direction } = event;
    if (code === undefined) {
      const showing = numberShowing(number, direction, means === 'face' ? 'face' : 'number');
      return { event, instant, showing, read: null };
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
