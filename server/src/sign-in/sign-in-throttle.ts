import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '../common/key-ring';
import { Throttle, type Allowance } from '../common/throttle';

/**
 * Each period allows more than the one before, but far fewer per minute: whoever goes on guessing waits longer
 * and longer. Twenty guesses a day against at most 341,000 initial passwords.
 */
const ACCOUNT: readonly Allowance[] = [
  { points: 5, seconds: 60 },
  { points: 10, seconds: 900 },
  { points: 20, seconds: 86_400 },
];
const DEVICE: Allowance = { points: 30, seconds: 600 };
/** generous: a whole campus may stand behind one address */
const ADDRESS: Allowance = { points: 600, seconds: 600 };
/** wrong passwords of a whole school: many accounts tried once each */
const SCHOOL: Allowance = { points: 300, seconds: 600 };
/** more sign-ins from one address are told to whoever follows, and never refused: it may be a campus */
const CROWD: Allowance = { points: 20, seconds: 600 };
const TOTP: Allowance = { points: 10, seconds: 900 };

export interface Attempt {
  schoolId: string;
  number: string;
  deviceId: string;
  address: string;
}

const accountKey = ({ schoolId, number }: Attempt): string =>
  createHash('sha256').update(`${schoolId}\n${number}`).digest('base64url');
const deviceKey = (id: string): string => createHash('sha256').update(id).digest('base64url');

/** How often passwords may be tried. It stands before the password only: sessions and bound logins go on. */
@Injectable()
export class SignInThrottle {
  private readonly addressKey: Buffer;

  constructor(
    private readonly throttle: Throttle,
    keys: KeyRing,
  ) {
    this.addressKey = keys.derived('token', 'sign-in-address');
  }

  /**
   * Counts the attempt against its account before anything is compared, known or not.
   * @throws DomainError SIGN_IN_THROTTLED, SCHOOL_THROTTLED
   */
  async admit(attempt: Attempt): Promise<void> {
    await this.throttle.check('sign-in-school', attempt.schoolId, SCHOOL, 'SCHOOL_THROTTLED');
    await this.throttle.check('sign-in-address', attempt.address, ADDRESS, 'SIGN_IN_THROTTLED');
    await this.throttle.check('sign-in-device', deviceKey(attempt.deviceId), DEVICE, 'SIGN_IN_THROTTLED');
    for (const allowance of ACCOUNT) {
      await this.throttle.consume(
        'sign-in-account',
        `${allowance.seconds}:${accountKey(attempt)}`,
        allowance,
        'SIGN_IN_THROTTLED',
      );
    }
  }

  async failed(attempt: Attempt): Promise<void> {
    await Promise.all([
      this.throttle.record('sign-in-school', attempt.schoolId, SCHOOL),
      this.throttle.record('sign-in-address', attempt.address, ADDRESS),
      this.throttle.record('sign-in-device', deviceKey(attempt.deviceId), DEVICE),
    ]);
  }

  /** @returns whether a crowd has come from this address lately */
  async succeeded(attempt: Attempt): Promise<{ isCrowded: boolean }> {
    const sender = createHmac('sha256', this.addressKey).update(attempt.address).digest('base64url');
    const [isFew] = await Promise.all([
      this.throttle.record('sign-in-crowd', sender, CROWD),
      ...ACCOUNT.map((allowance) =>
        this.throttle.forget('sign-in-account', `${allowance.seconds}:${accountKey(attempt)}`, allowance),
      ),
    ]);
    return { isCrowded: !isFew };
  }

  /** @throws DomainError SIGN_IN_THROTTLED */
  async admitTotp(personId: string): Promise<void> {
    await this.throttle.consume('totp', personId, TOTP, 'SIGN_IN_THROTTLED');
  }

  async totpSucceeded(personId: string): Promise<void> {
    await this.throttle.forget('totp', personId, TOTP);
  }
}
