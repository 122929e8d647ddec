import { Injectable } from '@nestjs/common';
import type { Direction } from '@shared/gate';
import type { ScanAnswer, ScanRequest } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { TerminalAlarms } from '../terminal/terminal-alarms.service';
import { verdictOf, type Judged } from './passage.rules';
import { ScanAnswers } from './scan-answers.service';
import { ScanFactsReader, type SeenScan } from './scan-facts.service';
import { ScanRecord } from './scan-record.service';
import type { Showing } from './shown';

export interface AskedScan {
  terminal: KnownTerminal;
  scan: ScanRequest;
  showing: Showing;
  lane: Direction | null;
}

/** Reads the facts, decides, writes down what came of it. */
@Injectable()
export class ScanJudge {
  constructor(
    private readonly clock: Clock,
    private readonly facts: ScanFactsReader,
    private readonly record: ScanRecord,
    private readonly answers: ScanAnswers,
    private readonly alarms: TerminalAlarms,
  ) {}

  /**
   * One statement to read and one to write; where a temperature is still to come, a number needs no second one.
   * @throws DomainError TERMINAL_SEQUENCE_FORKED, and the database's error where the key was judged meanwhile
   */
  async judge(asked: AskedScan): Promise<ScanAnswer> {
    const { terminal, scan, showing, lane } = asked;
    const now = this.clock.now();
    const seen = await this.facts.read(terminal, scan, showing, lane, now);
    const judged = verdictOf(seen.facts, now);
    if (seen.row.judged !== null) {
      return this.again(asked, seen, seen.row.judged, judged);
    }
    if (judged.verdict === 'measure_now') {
      await this.record.keepCode(terminal, seen, judged, now);
      return this.answers.of(terminal, seen, judged);
    }
    const verdict = await this.record.keep(terminal, { scan, showing, seen, judged, now });
    return this.answers.of(terminal, seen, { ...judged, verdict, keptUntil: null });
  }

  /** A device that missed the answer sends the scan again; without its temperature where that was lost as well. */
  private async again(
    { terminal, scan, showing }: AskedScan,
    seen: SeenScan,
    verdict: Verdict,
    judged: Judged,
  ): Promise<ScanAnswer> {
    const { shown_hash: hash, judged_tenths: tenths } = seen.row;
    const { temperatureTenths = null } = scan;
    const isOtherTemperature = temperatureTenths !== null && tenths !== null && temperatureTenths !== tenths;
    if (!hash?.equals(showing.hash) || isOtherTemperature) {
      await this.alarms.raise(terminal, 'sequence_forked');
      throw new DomainError('TERMINAL_SEQUENCE_FORKED');
    }
    return this.answers.of(terminal, seen, { ...judged, verdict, keptUntil: null });
  }
}
