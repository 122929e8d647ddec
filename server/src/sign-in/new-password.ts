import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Device, SignInAnswer } from '@shared/identity';
import { CredentialService } from '../credential/credential.service';
import { SessionService } from '../session/session.service';
import { Conversation } from './conversation';
import { PasswordTrail } from './password-trail';
import { browserEntry } from './sign-in.service';

/** Sets a password by something other than the old one; whoever was signed in is out. */
@Injectable()
export class NewPassword {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly credentials: CredentialService,
    private readonly sessions: SessionService,
    private readonly trail: PasswordTrail,
    private readonly conversation: Conversation,
  ) {}

  /** @param use uses up the code or link in the same transaction; throws where it is gone */
  async take(
    person: { schoolId: string; personId: string },
    password: string,
    device: Device,
    use: (tx: EntityManager) => Promise<void>,
  ): Promise<SignInAnswer> {
    const { schoolId, personId } = person;
    await this.database.transaction(async (tx) => {
      await this.credentials.choose(tx, schoolId, personId, password);
      await use(tx);
      await this.sessions.endAll(tx, schoolId, [personId], 'password_changed');
      await this.trail.changed(tx, schoolId, personId);
    });
    return this.conversation.proceed(browserEntry(person, device, true));
  }
}
