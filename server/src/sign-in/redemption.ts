import { Injectable } from '@nestjs/common';
import type { Device, SignInAnswer } from '@shared/identity';
import { SchoolService } from '../campus/school.service';
import { DomainError } from '../common/domain-error';
import { ResetCodeService } from '../credential/reset-code.service';
import { InvitationService } from '../invitation/invitation.service';
import { NewPassword } from './new-password';
import { typedNumber } from './password-check';
import { SignInThrottle } from './sign-in-throttle';

interface ResetClaim {
  schoolCode: string;
  number: string;
  code: string;
  newPassword: string;
}

/** A one-time code or link becomes a password, and the sign-in goes on from there. */
@Injectable()
export class Redemption {
  constructor(
    private readonly schools: SchoolService,
    private readonly codes: ResetCodeService,
    private readonly invitations: InvitationService,
    private readonly passwords: NewPassword,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError SCHOOL_UNKNOWN, RESET_CODE_WRONG, PASSWORD_WEAK, PASSWORD_DERIVED, SIGN_IN_THROTTLED */
  async resetPassword(claim: ResetClaim, device: Device, address: string): Promise<SignInAnswer> {
    const { id: schoolId } = await this.schools.getByCode(claim.schoolCode);
    const number = typedNumber(claim.number);
    const attempt = { schoolId, number: `reset:${number}`, deviceId: device.id, address };
    await this.throttle.admit(attempt);
    const personId = await this.codes.findPerson(schoolId, number, claim.code);
    if (!personId) {
      await this.throttle.failed(attempt);
      throw new DomainError('RESET_CODE_WRONG');
    }
    const answer = await this.passwords.take({ schoolId, personId }, claim.newPassword, device, async (tx) => {
      if (!(await this.codes.use(tx, schoolId, personId))) {
        throw new DomainError('RESET_CODE_WRONG');
      }
    });
    await this.throttle.succeeded(attempt);
    return answer;
  }

  /** @throws DomainError INVITATION_WRONG, PASSWORD_WEAK, PASSWORD_DERIVED */
  async acceptInvitation(token: string, newPassword: string, device: Device): Promise<SignInAnswer> {
    const person = await this.invitations.findPerson(token);
    if (!person) {
      throw new DomainError('INVITATION_WRONG');
    }
    return this.passwords.take(person, newPassword, device, async (tx) => {
      if (!(await this.invitations.use(tx, token))) {
        throw new DomainError('INVITATION_WRONG');
      }
    });
  }
}
