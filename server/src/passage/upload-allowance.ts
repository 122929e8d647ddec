import { Injectable } from '@nestjs/common';
import { TERMINAL_LIMITS } from '@shared/terminal';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { Throttle, type Allowance } from '../common/throttle';
import { TerminalAlarms } from '../terminal/terminal-alarms.service';

const A_MINUTE: Allowance = { points: TERMINAL_LIMITS.eventsAMinute, seconds: 60 };
const A_DAY: Allowance = { points: TERMINAL_LIMITS.eventsADay, seconds: 86_400 };

/** What one device may tell: more than any gate sees, and too little for a stolen key to fill a disk. */
@Injectable()
export class UploadAllowance {
  constructor(
    private readonly throttle: Throttle,
    private readonly alarms: TerminalAlarms,
  ) {}

  /** Nothing is stored of what is refused: the device keeps it, and the board shows it. @throws DomainError TOO_MANY_REQUESTS */
  async take(terminal: Pick<KnownTerminal, 'schoolId' | 'terminalId'>, events: number): Promise<void> {
    const { terminalId } = terminal;
    try {
      await this.throttle.consume('terminal-events-minute', terminalId, A_MINUTE, 'TOO_MANY_REQUESTS', events);
      await this.throttle.consume('terminal-events-day', terminalId, A_DAY, 'TOO_MANY_REQUESTS', events);
    } catch (error) {
      if (error instanceof DomainError) {
        await this.alarms.raise(terminal, 'events_over_limit', events);
      }
      throw error;
    }
  }
}
