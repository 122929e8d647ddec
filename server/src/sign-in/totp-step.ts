import { Injectable } from '@nestjs/common';
import type { SignInAnswer, TotpEnrolment } from '@shared/identity';
import { DomainError } from '../common/domain-error';
import { PersonService } from '../person/person.service';
import { TotpService } from '../totp/totp.service';
import { Conversation } from './conversation';
import { SignInThrottle } from './sign-in-throttle';
import { TicketService } from './ticket.service';

/** The second factor, enrolled at the first sign-in with a staff role. */
@Injectable()
export class TotpStep {
  constructor(
    private readonly tickets: TicketService,
    private readonly conversation: Conversation,
    private readonly totp: TotpService,
    private readonly people: PersonService,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError TICKET_EXPIRED */
  async enrol(ticket: string): Promise<TotpEnrolment> {
    const { content } = await this.tickets.open(['enrol_totp'], ticket);
    const { number } = await this.people.standingOf(content.schoolId, content.personId);
    const enrolment = await this.totp.enrol(content.schoolId, content.personId, number);
    if (!enrolment) {
      throw new DomainError('TICKET_EXPIRED');
    }
    return enrolment;
  }

  /** The first right code confirms the enrolment. @throws DomainError TOTP_WRONG, SIGN_IN_THROTTLED, TICKET_EXPIRED */
  async confirm(ticket: string, code: string): Promise<SignInAnswer> {
    const { id, content: entry } = await this.tickets.open(['totp', 'enrol_totp'], ticket);
    const { schoolId, personId } = entry;
    await this.throttle.admitTotp(personId);
    const answer = await this.conversation.proceed(entry, {
      secondFactor: async (tx) => {
        if (!(await this.totp.accept(tx, schoolId, personId, code))) {
          throw new DomainError('TOTP_WRONG');
        }
        await this.tickets.spend(id);
      },
    });
    await this.throttle.totpSucceeded(personId);
    return answer;
  }
}
