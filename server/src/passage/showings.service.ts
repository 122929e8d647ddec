import { Injectable } from '@nestjs/common';
import type { Direction } from '@shared/gate';
import { isPlausibleTemperature } from '@shared/offline-verdict';
import type { ScanRequest } from '@shared/terminal';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import { Throttle } from '../common/throttle';
import { GateService } from '../gate/gate.service';
import { PassKeyService } from '../pass-key/pass-key.service';
import { codeShowing, laneOf, numberShowing, type Showing } from './shown';

/** A lane lets one person through every second or so; whoever asks for more numbers is looking for somebody. */
const NUMBERS = { points: 120, seconds: 60 };

/** What a device says that somebody showed. */
@Injectable()
export class Showings {
  constructor(
    private readonly keys: PassKeyService,
    private readonly gates: GateService,
    private readonly throttle: Throttle,
  ) {}

  /**
   * @throws DomainError TEMPERATURE_IMPLAUSIBLE, GATE_DIRECTION_CLOSED, REQUEST_INVALID, TOO_MANY_REQUESTS of numbers,
   * FACE_NOT_ALLOWED behind a private door
   */
  async read(terminal: KnownTerminal, scan: ScanRequest): Promise<{ showing: Showing; lane: Direction | null }> {
    const { code, number = '', means = 'number', temperatureTenths } = scan;
    if (temperatureTenths !== undefined && !isPlausibleTemperature(temperatureTenths)) {
      throw new DomainError('TEMPERATURE_IMPLAUSIBLE');
    }
    const lane = laneOf(scan, terminal.directions);
    if (code !== undefined) {
      return { lane, showing: codeShowing(code, this.keys.read(code)) };
    }
    await this.throttle.consume('gate-number', terminal.terminalId, NUMBERS);
    if (means === 'face') {
      await this.demandCamera(terminal);
    }
    return { lane, showing: numberShowing(number, lane ?? 'in', means) };
  }

  private async demandCamera({ schoolId, gateId }: KnownTerminal): Promise<void> {
    if ((await this.gates.find(schoolId, gateId))?.insidePrivate !== false) {
      throw new DomainError('FACE_NOT_ALLOWED');
    }
  }
}
