import { Injectable } from '@nestjs/common';
import type { ScanAnswer, ScanRequest } from '@shared/terminal';
import { violatedConstraint } from '../common/database-error';
import { MovedMeanwhile } from '../booking/sending-away.service';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { TerminalBoots } from '../terminal/terminal-boots.service';
import { ScanJudge } from './scan-judge.service';
import { WentMeanwhile } from './scan-record.service';
import { Showings } from './showings.service';

/** Somebody holds a code before a gate, or says a number: may they pass? */
@Injectable()
export class ScanService {
  constructor(
    private readonly boots: TerminalBoots,
    private readonly showings: Showings,
    private readonly judge: ScanJudge,
  ) {}

  /**
   * Two statements for a plain scan, two more at the door of a venue. The same scan again has the same answer.
   * @throws DomainError TERMINAL_BOOT_STALE, TERMINAL_SEQUENCE_FORKED, and those of Showings.read
   */
  async scan(terminal: KnownTerminal, scan: ScanRequest): Promise<ScanAnswer> {
    await this.boots.demandLive(terminal, scan.bootId);
    const asked = { terminal, scan, ...(await this.showings.read(terminal, scan)) };
    try {
      return await this.judge.judge(asked);
    } catch (error) {
      if (!isOvertaken(error)) {
        throw error;
      }
      return this.judge.judge(asked);
    }
  }
}

/** While this one waited the same key was judged, the place was lost that would have let somebody in, they went, or booked. */
const isOvertaken = (error: unknown): boolean =>
  violatedConstraint(error) === 'terminal_events_pkey' ||
  error instanceof WentMeanwhile ||
  error instanceof MovedMeanwhile ||
  (error instanceof DomainError && error.code === 'BOOKING_VOID');
