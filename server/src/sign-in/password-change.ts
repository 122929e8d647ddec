import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Throttle } from '../common/throttle';
import { CredentialService } from '../credential/credential.service';
import { SessionService } from '../session/session.service';
import { PasswordTrail } from './password-trail';

const GUESSES = { points: 5, seconds: 900 };

/** The signed-in person's own change of password; every other session ends. */
@Injectable()
export class PasswordChange {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly credentials: CredentialService,
    private readonly sessions: SessionService,
    private readonly trail: PasswordTrail,
    private readonly throttle: Throttle,
  ) {}

  /** @throws DomainError CREDENTIALS_WRONG, SIGN_IN_THROTTLED, PASSWORD_WEAK, PASSWORD_DERIVED */
  async change(caller: Caller, current: string, next: string): Promise<void> {
    const { schoolId, personId, sessionId } = caller;
    await this.throttle.consume('password-change', personId, GUESSES, 'SIGN_IN_THROTTLED');
    if (!(await this.credentials.isPasswordOf(schoolId, personId, current))) {
      throw new DomainError('CREDENTIALS_WRONG');
    }
    await this.database.transaction(async (tx) => {
      await this.credentials.choose(tx, schoolId, personId, next);
      await this.sessions.endAll(tx, schoolId, [personId], 'password_changed', { except: sessionId });
      await this.trail.changed(tx, schoolId, personId, caller.requestId);
    });
    await this.throttle.forget('password-change', personId, GUESSES);
  }
}
