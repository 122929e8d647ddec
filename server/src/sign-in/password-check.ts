import { Injectable } from '@nestjs/common';
import { SchoolService } from '../campus/school.service';
import { DomainError } from '../common/domain-error';
import { CredentialService } from '../credential/credential.service';
import { SignInThrottle } from './sign-in-throttle';

interface Claim {
  schoolCode: string;
  number: string;
  password: string;
}

export interface CheckedPerson {
  schoolId: string;
  personId: string;
  /** one of many who came from one address */
  isCrowded: boolean;
}

/** Numbers typed with a Chinese keyboard may be full-width. */
export const typedNumber = (typed: string): string => typed.normalize('NFKC').trim();

/** School, number and password against what is stored, within the throttles. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly schools: SchoolService,
    private readonly credentials: CredentialService,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError SCHOOL_UNKNOWN, SIGN_IN_THROTTLED, SCHOOL_THROTTLED, CREDENTIALS_WRONG for every other cause */
  async check(claim: Claim, deviceId: string, address: string): Promise<CheckedPerson> {
    const { id: schoolId } = await this.schools.getByCode(claim.schoolCode);
    const number = typedNumber(claim.number);
    const attempt = { schoolId, number, deviceId, address };
    await this.throttle.admit(attempt);
    const right = await this.credentials.check(schoolId, number, claim.password);
    if (!right) {
      await this.throttle.failed(attempt);
      throw new DomainError('CREDENTIALS_WRONG');
    }
    return { schoolId, personId: right.personId, ...(await this.throttle.succeeded(attempt)) };
  }
}
