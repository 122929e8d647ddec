import { Injectable } from '@nestjs/common';
import type { EnrolmentAnswer, EnrolmentRequest, KeyRotation, KeyRotationAnswer } from '@shared/terminal';
import { DomainError } from '../common/domain-error';
import type { SignedMessage } from '../common/signed-message';
import type { KnownTerminal } from '../common/terminal';
import { DeviceProof } from '../terminal/device-proof.service';
import { TerminalNonces } from '../terminal/terminal-nonces.service';
import { TerminalConfigs } from '../terminal-sync/terminal-configs.service';
import { DeviceKeys } from './device-keys.service';
import { EnrolmentThrottle } from './enrolment-throttle';

/** How a device becomes a terminal, and how it changes its key. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly throttle: EnrolmentThrottle,
    private readonly proof: DeviceProof,
    private readonly keys: DeviceKeys,
    private readonly nonces: TerminalNonces,
    private readonly configs: TerminalConfigs,
  ) {}

  /**
   * For the administrator's code; the very key that the request brings has signed it.
   * @throws DomainError REQUEST_INVALID, TERMINAL_SIGNATURE_INVALID, TERMINAL_CLOCK_OFF, ENROLMENT_CODE_WRONG,
   * TERMINAL_KEY_TAKEN, TERMINAL_REQUEST_REPEATED, TOO_MANY_REQUESTS
   */
  async enrol(message: SignedMessage, request: EnrolmentRequest, address: string): Promise<EnrolmentAnswer> {
    await this.throttle.admit(address);
    const { point, nonce } = await this.proof.prove(message, request.key);
    const enrolled = await this.keys.enrol(request, point);
    if (!enrolled) {
      await this.throttle.failed(address);
      throw new DomainError('ENROLMENT_CODE_WRONG');
    }
    const { keyId, terminal } = enrolled;
    await this.nonces.take(terminal.terminalId, nonce);
    return { terminalId: terminal.terminalId, keyId, config: await this.configs.of(terminal) };
  }

  /** @throws DomainError REQUEST_INVALID, TERMINAL_KEY_TAKEN, TERMINAL_STATE_CONFLICT, TOO_MANY_REQUESTS */
  async rotate(terminal: KnownTerminal, { key }: KeyRotation): Promise<KeyRotationAnswer> {
    await this.throttle.admitRotation(terminal.terminalId);
    return this.keys.rotate(terminal, this.proof.pointOf(key));
  }
}
