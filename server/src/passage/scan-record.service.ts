import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Direction } from '@shared/gate';
import type { ScanRequest } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import { BookingDoors } from '../booking/booking-doors.service';
import { SendingAway } from '../booking/sending-away.service';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { runPrepared, runPreparedIn } from '../common/prepared';
import type { KnownTerminal } from '../common/terminal';
import { PassageCases } from './passage-cases.service';
import type { Judged } from './passage.rules';
import type { SeenScan } from './scan-facts.service';
import { KEEP_CODE, RECORD_SCAN } from './scan.sql';
import { eventKeyOf, placeOf, type Showing } from './shown';

export interface JudgedScan {
  scan: ScanRequest;
  showing: Showing;
  seen: SeenScan;
  judged: Judged;
  now: Date;
}

interface DecidedRow {
  verdict: Verdict;
}

/** Somebody went this very way while their scan waited: nothing of it is written, it is judged anew. */
export class WentMeanwhile extends DomainError {
  constructor() {
    super('SERVICE_BUSY', { retryAfterSeconds: 1 });
  }
}

/** Writes down what came of a scan. */
@Injectable()
export class ScanRecord {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly cases: PassageCases,
    private readonly doors: BookingDoors,
    private readonly away: SendingAway,
  ) {}

  /** The gate keeps a code while a temperature is taken, once; a number needs no keeping. */
  async keepCode(terminal: KnownTerminal, { row, facts }: SeenScan, { keptUntil }: Judged, now: Date): Promise<void> {
    const { shown, use } = facts;
    if (shown.means === 'code' && typeof shown.code === 'object' && use === null) {
      const values = [terminal.schoolId, row.pass_id, shown.code.jti, terminal.gateId, keptUntil, now];
      await runPrepared(this.database, KEEP_CODE, values);
    }
  }

  /**
   * @returns the verdict that it came to: of several scans of one code at once all but one say that it was used
   * @throws the database's error at terminal_events_pkey where the key was judged meanwhile; DomainError BOOKING_VOID
   * where the place behind the door was lost meanwhile; WentMeanwhile where going twice is blocked and the person went;
   * MovedMeanwhile where somebody with a fever books elsewhere in the same moment
   */
  async keep(terminal: KnownTerminal, scan: JudgedScan): Promise<Verdict> {
    const passageId = newId();
    const values = valuesOf(terminal, scan, passageId);
    const { seen, judged } = scan;
    if (judged.verdict === 'fever') {
      return this.keepFever(terminal, scan, passageId, values);
    }
    const mayLose = terminal.antiPassback === 'block' && scan.showing.claims !== null;
    if (judged.verdict === 'admitted' && (seen.venueId !== null || mayLose)) {
      return this.keepWhole(terminal, scan, values);
    }
    const [decided] = await runPrepared<DecidedRow>(this.database, RECORD_SCAN, values);
    return (decided as DecidedRow).verdict;
  }

  /**
   * Going in begins the use of a place, going out ends it, with the passage or not at all; whoever is refused, as they went
   * the same way a moment ago, has not used their code up.
   */
  private keepWhole(
    { schoolId }: KnownTerminal,
    { showing, seen, judged, now }: JudgedScan,
    values: unknown[],
  ): Promise<Verdict> {
    return this.database.transaction(async (tx) => {
      const verdict = await recordIn(tx, values);
      const { venueId, row } = seen;
      const personId = row.person_id;
      if (verdict === 'passback') {
        throw new WentMeanwhile();
      }
      if (verdict === 'admitted' && personId !== null && venueId !== null) {
        const through = { schoolId, venueId, personId, means: showing.means, direction: judged.direction as Direction };
        await this.doors.pass(tx, through, now);
      }
      return verdict;
    });
  }

  /** With a case for the counsellor and a hold until it is closed; whoever is held takes no place in any venue. */
  private keepFever(
    terminal: KnownTerminal,
    { seen, now }: JudgedScan,
    passageId: string,
    values: unknown[],
  ): Promise<Verdict> {
    const personId = seen.row.person_id;
    return this.database.transaction(async (tx) => {
      const verdict = await recordIn(tx, values);
      if (verdict === 'fever' && personId !== null) {
        await this.away.send(tx, { schoolId: terminal.schoolId, personIds: [personId], by: 'fever' }, now);
        await this.cases.open(tx, terminal, [{ personId, passageId, occurredAt: now, rules: ['fever'] }]);
      }
      return verdict;
    });
  }
}

const recordIn = async (tx: EntityManager, values: unknown[]): Promise<Verdict> => {
  const [decided] = await runPreparedIn<DecidedRow>(tx, RECORD_SCAN, values);
  return (decided as DecidedRow).verdict;
};

/** In the order of RECORD_SCAN. */
const valuesOf = (
  terminal: KnownTerminal,
  { scan, showing, seen, judged, now }: JudgedScan,
  passageId: string,
): unknown[] => {
  const { schoolId, terminalId, gateId, campusId } = terminal;
  const { person_id: personId, pass_id: passId, presence } = seen.row;
  const isArriving = presence === 'off_campus' && judged.direction === 'in';
  const job = { schoolId, personId, campusId, at: now.toISOString() };
  return [
    ...[schoolId, terminalId, scan.bootId, scan.sequence, showing.hash, scan.temperatureTenths ?? null],
    ...[judged.verdict, passageId, now, gateId, personId, passId, judged.direction, showing.means],
    ...[showing.claims?.jti ?? null, placeOf(terminal), eventKeyOf(terminalId, scan)],
    ...[terminal.antiPassback === 'block', ...(isArriving ? [newId(), JSON.stringify(job)] : [null, null])],
  ];
};
