import { Injectable } from '@nestjs/common';
import { TERMINAL_LIMITS } from '@shared/terminal';
import { Throttle, type Allowance } from '../common/throttle';

const A_MINUTE: Allowance = { points: TERMINAL_LIMITS.eventsAMinute, seconds: 60 };
const A_DAY: Allowance = { points: TERMINAL_LIMITS.eventsADay, seconds: 86_400 };

/** What one device may tell: more than any gate sees, and too little for a stolen key to fill a disk. */
@Injectable()
export class UploadAllowance {
  constructor(private readonly throttle: Throttle) {}

  /** Nothing is stored of what is refused: the device keeps it. @throws DomainError TOO_MANY_REQUESTS */
  async take(terminalId: string, events: number): Promise<void> {
    await this.throttle.consume('terminal-events-minute', terminalId, A_MINUTE, 'TOO_MANY_REQUESTS', events);
    await this.throttle.consume('terminal-events-day', terminalId, A_DAY, 'TOO_MANY_REQUESTS', events);
  }
}
