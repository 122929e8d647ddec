import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { SignInAnswer } from '@shared/identity';
import { BindingService } from '../binding/binding.service';
import { DomainError } from '../common/domain-error';
import { SessionService } from '../session/session.service';
import { SignInFactsReader } from './sign-in-facts';
import { nextStep } from './sign-in.rules';
import { TicketService, type SignInEntry } from './ticket.service';

interface Passage {
  /** used up as soon as the conversation goes on; a refusal leaves it good */
  ticketId?: string;
  /** run in the transaction that opens the session; throws where the code is wrong */
  secondFactor?: (tx: EntityManager) => Promise<void>;
}

/** Where a sign-in goes next: another step, a refusal, or the session itself. */
@Injectable()
export class Conversation {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly facts: SignInFactsReader,
    private readonly tickets: TicketService,
    private readonly bindings: BindingService,
    private readonly sessions: SessionService,
  ) {}

  /** @throws DomainError PERSON_LEFT, PERSON_SUSPENDED, CARD_LOST, CARD_FROZEN, BINDING_TAKEN */
  async proceed(entry: SignInEntry, { ticketId, secondFactor }: Passage = {}): Promise<SignInAnswer> {
    const facts = await this.facts.read(entry, secondFactor !== undefined);
    const next = nextStep(facts);
    if ('refusal' in next) {
      throw new DomainError(next.refusal);
    }
    if (ticketId !== undefined) {
      await this.tickets.spend(ticketId);
    }
    if (next.step === 'choose_card') {
      return { step: next.step, ticket: this.tickets.issue(next.step, entry), cardCount: next.cardCount };
    }
    if (next.step !== 'done') {
      return { step: next.step, ticket: this.tickets.issue(next.step, entry) };
    }
    const { schoolId, personId, platform, device, isCrowded = false } = entry;
    return this.database.transaction(async (tx) => {
      await secondFactor?.(tx);
      await this.bindings.bind(tx, entry, entry, next.cardId);
      const opened = await this.sessions.open(tx, {
        schoolId,
        personId,
        platform,
        device,
        staffVerified: facts.isStaff,
        isCrowded,
      });
      return { step: 'done', ...opened };
    });
  }
}
