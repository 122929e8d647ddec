import { Injectable } from '@nestjs/common';
import type { DeviceKey } from '@shared/terminal';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import type { SignedMessage } from '../common/signed-message';
import { pointOf, publicKeyOf } from './device-key';
import { checkSignature } from './request-signature';

/** What a key signs with before the server has named it. */
const NEW_KEY = 'new';

/** A key that is brought for the first time. */
export interface ProvenKey {
  /** x then y, 64 bytes */
  point: Buffer;
  nonce: string;
}

/** Keys that the server does not know yet. */
@Injectable()
export class DeviceProof {
  constructor(private readonly clock: Clock) {}

  /** Whoever brings the key has signed with it. @throws DomainError REQUEST_INVALID, TERMINAL_SIGNATURE_INVALID, TERMINAL_CLOCK_OFF */
  async prove(message: SignedMessage, key: DeviceKey): Promise<ProvenKey> {
    const point = this.pointOf(key);
    const bearer = { publicKey: publicKeyOf(point) };
    const { nonce } = await checkSignature(message, this.clock.now(), (keyId) =>
      Promise.resolve(keyId === NEW_KEY ? bearer : null),
    );
    return { point, nonce };
  }

  /** @throws DomainError REQUEST_INVALID for coordinates that are no point of the curve */
  pointOf(key: DeviceKey): Buffer {
    const point = pointOf(key);
    if (!point) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/key', rule: 'point' }] });
    }
    return point;
  }
}
