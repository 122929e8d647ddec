import { Injectable } from '@nestjs/common';
import type { DeviceKey, EnrolmentAnswer, EnrolmentRequest, KeyRotation, KeyRotationAnswer } from '@shared/terminal';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import type { SignedMessage } from '../common/signed-message';
import type { KnownTerminal } from '../common/terminal';
import { pointOf, publicKeyOf } from '../terminal/device-key';
import { checkSignature } from '../terminal/request-signature';
import { TerminalNonces } from '../terminal/terminal-nonces.service';
import { TerminalConfigs } from '../terminal-sync/terminal-configs.service';
import { DeviceKeys } from './device-keys.service';
import { EnrolmentThrottle } from './enrolment-throttle';

/** What a key signs with before the server has named it. */
const NEW_KEY = 'new';

/** How a device becomes a terminal, and how it changes its key. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly clock: Clock,
    private readonly throttle: EnrolmentThrottle,
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
    const point = demandPoint(request.key);
    const bearer = { publicKey: publicKeyOf(point) };
    const { nonce } = await checkSignature(message, this.clock.now(), (keyId) =>
      Promise.resolve(keyId === NEW_KEY ? bearer : null),
    );
    const enrolled = await this.keys.enrol(request, point);
    if (!enrolled) {
      await this.throttle.failed(address);
      throw new DomainError('ENROLMENT_CODE_WRONG');
    }
    await this.nonces.take(enrolled.terminalId, nonce);
    return { ...enrolled, config: await this.configs.ofKey(enrolled.keyId) };
  }

  /** @throws DomainError REQUEST_INVALID, TERMINAL_KEY_TAKEN, TERMINAL_STATE_CONFLICT, TOO_MANY_REQUESTS */
  async rotate(terminal: KnownTerminal, { key }: KeyRotation): Promise<KeyRotationAnswer> {
    await this.throttle.admitRotation(terminal.terminalId);
    return this.keys.rotate(terminal, demandPoint(key));
  }
}

const demandPoint = (key: DeviceKey): Buffer => {
  const point = pointOf(key);
  if (!point) {
    throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/key', rule: 'point' }] });
  }
  return point;
};
