import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { SignInAnswer } from '@shared/identity';
import { AuditLog } from '../common/audit';
import { DomainError } from '../common/domain-error';
import { CredentialService } from '../credential/credential.service';
import { Conversation } from './conversation';
import { TicketService } from './ticket.service';

/** The step from an initial password to one of the person's own. */
@Injectable()
export class PasswordStep {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly tickets: TicketService,
    private readonly conversation: Conversation,
    private readonly credentials: CredentialService,
    private readonly audit: AuditLog,
  ) {}

  /** The only thing an initial password is good for. @throws DomainError PASSWORD_WEAK, PASSWORD_DERIVED, TICKET_EXPIRED */
  async setPassword(ticket: string, password: string): Promise<SignInAnswer> {
    const { id, content: entry } = await this.tickets.open(['set_password'], ticket);
    const { schoolId, personId } = entry;
    if ((await this.credentials.kindOf(schoolId, personId)) !== 'initial') {
      throw new DomainError('TICKET_EXPIRED');
    }
    await this.database.transaction(async (tx) => {
      await this.credentials.choose(tx, schoolId, personId, password);
      await this.audit.write(tx, {
        schoolId,
        actorId: personId,
        action: 'password.set',
        objectKind: 'person',
        objectId: personId,
      });
      await this.tickets.spend(id);
    });
    return this.conversation.proceed(entry);
  }
}
