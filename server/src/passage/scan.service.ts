import { Injectable } from '@nestjs/common';
import type { Direction } from '@shared/gate';
import { isPlausibleTemperature } from '@shared/offline-verdict';
import type { ScanAnswer, ScanRequest } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { PassKeyService } from '../pass-key/pass-key.service';
import { TerminalAlarms } from '../terminal/terminal-alarms.service';
import { TerminalBoots } from '../terminal/terminal-boots.service';
import { verdictOf, type Judged } from './passage.rules';
import { ScanAnswers } from './scan-answers.service';
import { ScanFactsReader, type SeenScan } from './scan-facts.service';
import { ScanRecord } from './scan-record.service';
import { codeShowing, laneOf, numberShowing, type Showing } from './shown';

interface AskedScan {
  terminal: KnownTerminal;
  scan: ScanRequest;
  showing: Showing;
  lane: Direction | null;
}

/** Somebody holds a code before a gate, or says a number: may they pass? */
@Injectable()
export class ScanService {
  constructor(
    private readonly clock: Clock,
    private readonly keys: PassKeyService,
    private readonly boots: TerminalBoots,
    private readonly facts: ScanFactsReader,
    private readonly record: ScanRecord,
    private readonly answers: ScanAnswers,
    private readonly alarms: TerminalAlarms,
  ) {}

  /**
   * Two statements for a plain scan, one where a temperature is still to come. The same scan again has the same answer.
   * @throws DomainError TERMINAL_BOOT_STALE, TEMPERATURE_IMPLAUSIBLE, GATE_DIRECTION_CLOSED, TERMINAL_SEQUENCE_FORKED
   */
  async scan(terminal: KnownTerminal, scan: ScanRequest): Promise<ScanAnswer> {
    await this.boots.demandLive(terminal, scan.bootId);
    if (scan.temperatureTenths !== undefined && !isPlausibleTemperature(scan.temperatureTenths)) {
      throw new DomainError('TEMPERATURE_IMPLAUSIBLE');
    }
    const lane = laneOf(scan, terminal.directions);
    const asked = { terminal, scan, lane, showing: this.showingOf(scan, lane) };
    try {
      return await this.judge(asked);
    } catch (error) {
      if (violatedConstraint(error) !== 'terminal_events_pkey') {
        throw error;
      }
      // the same key was judged while this one waited
      return this.judge(asked);
    }
  }

  private showingOf({ code, number = '' }: ScanRequest, lane: Direction | null): Showing {
    return code === undefined ? numberShowing(number, lane ?? 'in') : codeShowing(code, this.keys.read(code));
  }

  private async judge(asked: AskedScan): Promise<ScanAnswer> {
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
