import { Injectable } from '@nestjs/common';
import { Throttle, type Allowance } from '../common/throttle';

/** wrong codes from one address; a code is 49 bits and lives half an hour */
const ADDRESS: Allowance = { points: 60, seconds: 600 };
/** keys of one device */
const ROTATIONS: Allowance = { points: 12, seconds: 3600 };

@Injectable()
export class EnrolmentThrottle {
  constructor(private readonly throttle: Throttle) {}

  /** @throws DomainError TOO_MANY_REQUESTS */
  admit(address: string): Promise<void> {
    return this.throttle.check('enrolment-address', address, ADDRESS);
  }

  async failed(address: string): Promise<void> {
    await this.throttle.record('enrolment-address', address, ADDRESS);
  }

  /** @throws DomainError TOO_MANY_REQUESTS */
  admitRotation(terminalId: string): Promise<void> {
    return this.throttle.consume('terminal-rotation', terminalId, ROTATIONS);
  }
}
