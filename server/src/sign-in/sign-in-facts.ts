import { Injectable } from '@nestjs/common';
import { BindingService } from '../binding/binding.service';
import { CardService } from '../card/card.service';
import { CredentialService } from '../credential/credential.service';
import { PersonService } from '../person/person.service';
import { TotpService } from '../totp/totp.service';
import type { SignInFacts } from './sign-in.rules';
import type { SignInEntry } from './ticket.service';

export interface KnownFacts extends SignInFacts {
  number: string;
}

/** Asks every module what it knows about a person who signs in. */
@Injectable()
export class SignInFactsReader {
  constructor(
    private readonly people: PersonService,
    private readonly credentials: CredentialService,
    private readonly cards: CardService,
    private readonly bindings: BindingService,
    private readonly totp: TotpService,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN */
  async read(entry: SignInEntry, passedTotp: boolean): Promise<KnownFacts> {
    const { schoolId, personId } = entry;
    const [standing, credential, cards, holder, hasTotp] = await Promise.all([
      this.people.standingOf(schoolId, personId),
      this.credentials.kindOf(schoolId, personId),
      this.cards.listOf(schoolId, personId),
      this.bindings.findPerson(entry),
      this.totp.isEnrolled(schoolId, personId),
    ]);
    const isBound = holder?.schoolId === schoolId && holder.personId === personId;
    return {
      number: standing.number,
      state: standing.state,
      hasInitialPassword: entry.byPassword && credential === 'initial',
      isBound,
      isTaken: holder !== null && !isBound,
      cards: cards.filter(({ state }) => state !== 'cancelled'),
      chosenCardId: entry.chosenCardId,
      isStaff: standing.staffRoles.length > 0,
      hasTotp,
      passedTotp,
    };
  }
}
