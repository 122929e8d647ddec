import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UploadAddresses, UploadVariant } from '@shared/upload';
import { Clock } from '../common/clock';
import { KeyRing } from '../common/key-ring';

const GOOD_FOR_SECONDS = 60;
const EXPIRES = /^[0-9]{10}$/;
const SIGNATURE = /^[\w-]{43}$/;

/** Addresses of pictures: each made for one viewer, good for a minute. They open nothing without that viewer's token or key. */
@Injectable()
export class AddressSigner {
  /** newest first */
  private readonly keys: Buffer[];

  constructor(
    ring: KeyRing,
    private readonly clock: Clock,
  ) {
    this.keys = ring.allDerived('token', 'upload-address');
  }

  addressesFor(personId: string, uploadId: string): UploadAddresses {
    const expires = Math.floor(this.clock.now().getTime() / 1000) + GOOD_FOR_SECONDS;
    const address = (variant: UploadVariant): string =>
      `/api/v1/uploads/${uploadId}/${variant}?expires=${expires}&signature=${this.sign(personId, uploadId, variant, expires)}`;
    return {
      photo: address('photo'),
      thumbnail: address('thumbnail'),
      expiresAt: new Date(expires * 1000).toISOString(),
    };
  }

  /** For the screen of a gate's keeper: opens nothing without the key of that terminal. */
  addressAt(terminalId: string, uploadId: string): string {
    const expires = Math.floor(this.clock.now().getTime() / 1000) + GOOD_FOR_SECONDS;
    const signature = this.sign(terminalId, uploadId, 'photo', expires);
    return `/api/v1/terminal/photos/${uploadId}?expires=${expires}&signature=${signature}`;
  }

  /** Whether this server made the address for this person or terminal, within the last minute. */
  isGood(viewerId: string, uploadId: string, variant: UploadVariant, expires: unknown, signature: unknown): boolean {
    if (typeof expires !== 'string' || typeof signature !== 'string') {
      return false;
    }
    if (!EXPIRES.test(expires) || !SIGNATURE.test(signature)) {
      return false;
    }
    const secondsLeft = Number(expires) - this.clock.now().getTime() / 1000;
    if (secondsLeft <= 0 || secondsLeft > GOOD_FOR_SECONDS) {
      return false;
    }
    const given = Buffer.from(signature, 'base64url');
    return this.keys.some((key) => timingSafeEqual(seal(key, viewerId, uploadId, variant, expires), given));
  }

  private sign(viewerId: string, uploadId: string, variant: UploadVariant, expires: number): string {
    const [key] = this.keys;
    if (!key) {
      throw new Error('the key file holds no token key');
    }
    return seal(key, viewerId, uploadId, variant, String(expires)).toString('base64url');
  }
}

const seal = (key: Buffer, ...facts: string[]): Buffer => createHmac('sha256', key).update(facts.join('\n')).digest();
