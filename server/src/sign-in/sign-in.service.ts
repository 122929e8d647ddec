import { Injectable } from '@nestjs/common';
import type { BindCard, Device, PlatformSignIn, SignIn, SignInAnswer } from '@shared/identity';
import { BindingService } from '../binding/binding.service';
import { PlatformLogin } from '../binding/platform-login.service';
import { DomainError } from '../common/domain-error';
import { Conversation } from './conversation';
import { PasswordCheck } from './password-check';
import { TicketService } from './ticket.service';

/** The doors of the sign-in: number and password, or a platform's login. */
@Injectable()
export class SignInService {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly platforms: PlatformLogin,
    private readonly bindings: BindingService,
    private readonly tickets: TicketService,
    private readonly conversation: Conversation,
  ) {}

  /** H5 and staff. @throws DomainError SCHOOL_UNKNOWN, CREDENTIALS_WRONG, SIGN_IN_THROTTLED, SCHOOL_THROTTLED, … */
  async byPassword(signIn: SignIn, address: string): Promise<SignInAnswer> {
    const person = await this.passwords.check(signIn, signIn.device.id, address);
    return this.conversation.proceed(browserEntry(person, signIn.device, true));
  }

  /** A login that is bound signs in by itself; any other gets a ticket to be bound with. */
  async byPlatform({ platform, code, device }: PlatformSignIn): Promise<SignInAnswer> {
    const user = await this.platforms.exchange(platform, code);
    const bound = await this.bindings.findPerson(user);
    const login = { platform: user.platform, appId: user.appId, subject: user.subject, device };
    if (bound) {
      return this.conversation.proceed({ ...login, ...bound, byPassword: false, chosenCardId: null });
    }
    if (!user.isCertified) {
      throw new DomainError('REAL_NAME_MISSING');
    }
    return { step: 'bind', ticket: this.tickets.issue('bind', login) };
  }

  async bindCard(request: BindCard, address: string): Promise<SignInAnswer> {
    const { id, content: login } = await this.tickets.open(['bind'], request.ticket);
    const person = await this.passwords.check(request, login.device.id, address);
    const entry = { ...login, ...person, byPassword: true, chosenCardId: null };
    return this.conversation.proceed(entry, { ticketId: id });
  }
}

/** In a browser the person's own id is the login. */
export const browserEntry = (
  person: { schoolId: string; personId: string; isCrowded?: boolean },
  device: Device,
  byPassword: boolean,
) => ({
  schoolId: person.schoolId,
  personId: person.personId,
  platform: 'h5' as const,
  appId: 'h5',
  subject: person.personId,
  device,
  byPassword,
  chosenCardId: null,
  isCrowded: person.isCrowded,
});
