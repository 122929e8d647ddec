import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { DoorPlace } from '@shared/booking';
import type { Direction } from '@shared/gate';
import type { ScanRequest } from '@shared/terminal';
import { BookingDoors } from '../booking/booking-doors.service';
import { runPrepared } from '../common/prepared';
import { longId } from '../common/short-id';
import type { KnownTerminal } from '../common/terminal';
import { GateService } from '../gate/gate.service';
import { PassJudge } from '../pass/pass-judge.service';
import type { PassSetting } from '../pass/pass.types';
import { TemporaryPassService } from '../temporary-pass/temporary-pass.service';
import { isForGate, wayOf, type ScanFacts, type ScanGate, type ScannedPass } from './passage.rules';
import { SCAN_BY_CODE, SCAN_BY_NUMBER, WENT_BEFORE, type ScanRow } from './scan.sql';
import { placeOf, type Showing } from './shown';

export interface SeenScan {
  row: ScanRow;
  facts: ScanFacts;
  /** whose door the gate is; null: of none */
  venueId: string | null;
}

/**
 * Everything that a verdict follows from. One statement; two more at a gate that asks for a temporary pass, one more on
 * the way in through the door of a venue.
 */
@Injectable()
export class ScanFactsReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly gates: GateService,
    private readonly judge: PassJudge,
    private readonly temporaryPasses: TemporaryPassService,
    private readonly doors: BookingDoors,
  ) {}

  async read(
    terminal: KnownTerminal,
    scan: ScanRequest,
    showing: Showing,
    lane: Direction | null,
    now: Date,
  ): Promise<SeenScan> {
    const { schoolId, gateId } = terminal;
    const setting = await this.judge.settingOf(schoolId);
    const { needsTemporaryPass = false, venueId = null } = (await this.gates.find(schoolId, gateId)) ?? {};
    const gate = { ...terminal, needsTemporaryPass, needsBooking: venueId !== null };
    const row = await this.rowOf(terminal, scan, showing, gate, setting);
    const mayPass = gate.needsTemporaryPass && row.person_id !== null;
    const facts: ScanFacts = {
      ...{ shown: showing.shown, gate, lane, use: useOf(row), isKnown: row.person_id !== null },
      ...{ pass: this.passOf(row, setting), lastDirection: await this.lastDirectionOf(terminal, row) },
      doorPlace: await this.placeBehind(schoolId, venueId, row.person_id, wayOf(showing.shown), now),
      hasTemporaryPass:
        mayPass && (await this.temporaryPasses.coveringAt(schoolId, String(row.person_id), gateId, now)),
      ...{ feverTenths: setting.policy.feverTenths, temperatureTenths: scan.temperatureTenths ?? null },
    };
    return { row, facts, venueId };
  }

  /** Asked of whoever is recognised and goes into a venue. */
  private placeBehind(
    schoolId: string,
    venueId: string | null,
    personId: string | null,
    way: Direction | null,
    now: Date,
  ): Promise<DoorPlace> {
    const isAsked = venueId !== null && personId !== null && way === 'in';
    return isAsked ? this.doors.placeAt({ schoolId, venueId, personId }, now) : Promise.resolve('none');
  }

  private async rowOf(
    terminal: KnownTerminal,
    { bootId, sequence }: ScanRequest,
    { claims, number }: Showing,
    gate: ScanGate,
    { reportsFrom }: PassSetting,
  ): Promise<ScanRow> {
    const key = [terminal.schoolId, terminal.terminalId, bootId, sequence];
    const known = claims && isForGate(claims, gate) ? claims : null;
    const [statement, who] =
      number === null
        ? [SCAN_BY_CODE, [known && longId(known.sub), known && known.jti]]
        : [SCAN_BY_NUMBER, [number, null]];
    const [row] = await runPrepared<ScanRow>(this.database, statement, [
      ...[...key, ...who, placeOf(terminal), reportsFrom],
    ]);
    return row as ScanRow;
  }

  /** Where the scan was judged before, it has been the last one itself since. */
  private async lastDirectionOf(terminal: KnownTerminal, row: ScanRow): Promise<Direction | null> {
    if (row.judged_at === null || terminal.antiPassback !== 'warn') {
      return row.last_direction;
    }
    const [before]: { direction: Direction }[] = await this.database.query(WENT_BEFORE, [
      ...[terminal.schoolId, row.person_id, placeOf(terminal), row.judged_at],
    ]);
    return before?.direction ?? null;
  }

  private passOf(row: ScanRow, setting: PassSetting): ScannedPass | null {
    const { epoch, created_at: createdAt, ended_at: endedAt, kind, state, presence, campus_id: campusId } = row;
    const { unit_path: unitPath, reported_at: reportedAt, is_held: isHeld } = row;
    if (!createdAt || !kind || !state || !presence || !campusId || !unitPath || epoch === null) {
      return null;
    }
    const person = { kind, state, presence, campusId, unitPath, isHeld, reportedAt };
    return { epoch, ...this.judge.statusOf({ ...person, pass: { createdAt, endedAt } }, setting) };
  }
}

const useOf = ({ is_used, kept_until }: ScanRow): ScanFacts['use'] =>
  is_used || kept_until ? { keptUntil: is_used ? null : kept_until } : null;
