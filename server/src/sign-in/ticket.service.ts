import { Injectable } from '@nestjs/common';
import type { Device, Platform, SignInAnswer } from '@shared/identity';
import { DomainError } from '../common/domain-error';
import { IdCipher } from '../common/id-cipher';
import { newId } from '../common/id';
import { Throttle } from '../common/throttle';
import { TokenService } from '../session/token.service';

const TICKET_SECONDS = 600;
const SPENT = { points: 1, seconds: TICKET_SECONDS + 60 };
const TRIES = { points: 5, seconds: TICKET_SECONDS + 60 };

/** A platform login that waits for its person. */
export interface WaitingLogin {
  platform: Exclude<Platform, 'h5'>;
  appId: string;
  subject: string;
  device: Device;
}

/** A person on the way to a session. */
export interface SignInEntry {
  schoolId: string;
  personId: string;
  platform: Platform;
  appId: string;
  subject: string;
  device: Device;
  /** false where the platform's login alone speaks for the person */
  byPassword: boolean;
  chosenCardId: string | null;
  /** one of many who came from one address */
  isCrowded?: boolean;
}

type Step = Exclude<SignInAnswer['step'], 'done'>;
type Content<S extends Step> = S extends 'bind' ? WaitingLogin : SignInEntry;

export interface OpenTicket<S extends Step> {
  id: string;
  content: Content<S>;
}

/** Tickets of the sign-in conversation: sealed, ten minutes, for one step, good once. */
@Injectable()
export class TicketService {
  constructor(
    private readonly tokens: TokenService,
    private readonly cipher: IdCipher,
    private readonly throttle: Throttle,
  ) {}

  issue<S extends Step>(step: S, content: Content<S>): string {
    const sealed = this.cipher.seal(JSON.stringify(content)).toString('base64url');
    return this.tokens.sign(`sign-in/${step}`, { jti: newId(), sealed }, TICKET_SECONDS);
  }

  /** @throws DomainError TICKET_EXPIRED for one that ended, was used, or belongs to another step */
  async open<S extends Step>(steps: readonly S[], ticket: string): Promise<OpenTicket<S>> {
    for (const step of steps) {
      const claims = this.tokens.read(`sign-in/${step}`, ticket);
      if (typeof claims?.jti === 'string' && typeof claims.sealed === 'string') {
        await this.throttle.check('ticket', claims.jti, SPENT, 'TICKET_EXPIRED');
        const content = JSON.parse(this.cipher.open(Buffer.from(claims.sealed, 'base64url'))) as Content<S>;
        return { id: claims.jti, content };
      }
    }
    throw new DomainError('TICKET_EXPIRED');
  }

  /** Uses the ticket up; of two at once one succeeds. @throws DomainError TICKET_EXPIRED */
  async spend(ticketId: string): Promise<void> {
    await this.throttle.consume('ticket', ticketId, SPENT, 'TICKET_EXPIRED');
  }

  /** Counts a guess made with the ticket. @throws DomainError SIGN_IN_THROTTLED after the fifth */
  async guess(ticketId: string): Promise<void> {
    await this.throttle.consume('ticket-guess', ticketId, TRIES, 'SIGN_IN_THROTTLED');
  }
}
