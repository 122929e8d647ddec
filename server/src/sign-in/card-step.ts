import { Injectable } from '@nestjs/common';
import type { SignInAnswer } from '@shared/identity';
import { CardService } from '../card/card.service';
import { DomainError } from '../common/domain-error';
import { Conversation } from './conversation';
import { TicketService } from './ticket.service';

/** Which of several cards. */
@Injectable()
export class CardStep {
  constructor(
    private readonly tickets: TicketService,
    private readonly conversation: Conversation,
    private readonly cards: CardService,
  ) {}

  /** @throws DomainError CARD_CHOICE_WRONG, CARD_LOST, CARD_FROZEN, SIGN_IN_THROTTLED, TICKET_EXPIRED */
  async choose(ticket: string, lastFour: string): Promise<SignInAnswer> {
    const { id, content: entry } = await this.tickets.open(['choose_card'], ticket);
    await this.tickets.guess(id);
    const cards = await this.cards.listOf(entry.schoolId, entry.personId);
    const card = cards.find((one) => one.lastFour === lastFour && one.state !== 'cancelled');
    if (!card) {
      throw new DomainError('CARD_CHOICE_WRONG');
    }
    return this.conversation.proceed({ ...entry, chosenCardId: card.id }, { ticketId: id });
  }
}
