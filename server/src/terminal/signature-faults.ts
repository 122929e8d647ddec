import { TERMINAL_SIGNATURE } from '@shared/terminal';
import { DomainError } from '../common/domain-error';

/** What a device maker is told to look at. */
export type SignatureFault = 'fields' | 'digest' | 'form' | 'signature';

export const signatureInvalid = (fault: SignatureFault): DomainError =>
  new DomainError('TERMINAL_SIGNATURE_INVALID', { details: { fault } });

/** @throws DomainError TERMINAL_CLOCK_OFF with the time as it is here */
export const refuseOtherTime = (createdSeconds: number, now: Date): void => {
  const age = now.getTime() / 1000 - createdSeconds;
  if (age > TERMINAL_SIGNATURE.maxAgeSeconds || age < -TERMINAL_SIGNATURE.skewSeconds) {
    throw new DomainError('TERMINAL_CLOCK_OFF', { details: { serverTime: now.toISOString() } });
  }
};
