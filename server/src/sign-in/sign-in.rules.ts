import type { CardState, PersonState } from '@shared/identity';
import type { ErrorCode } from '@shared/errors';

export interface SignInFacts {
  state: PersonState;
  /** the password in use is the initial one; false where no password was asked */
  hasInitialPassword: boolean;
  /** this login is the person's already: cards are not asked again */
  isBound: boolean;
  /** the login belongs to somebody else */
  isTaken: boolean;
  /** without the cancelled ones */
  cards: readonly { id: string; state: CardState }[];
  chosenCardId: string | null;
  isStaff: boolean;
  hasTotp: boolean;
  passedTotp: boolean;
}

export type NextStep =
  | { refusal: ErrorCode }
  | { step: 'set_password' | 'enrol_totp' | 'totp' }
  | { step: 'choose_card'; cardCount: number }
  | { step: 'done'; cardId: string | null };

/** Causes that only somebody with the right password may learn, then the steps that are still missing, in order. */
export const nextStep = (facts: SignInFacts): NextStep => {
  const refusal = personRefusal(facts);
  if (refusal) {
    return { refusal };
  }
  if (facts.hasInitialPassword) {
    return { step: 'set_password' };
  }
  const card = facts.isBound ? { cardId: null } : cardStep(facts);
  if (!('cardId' in card)) {
    return card;
  }
  if (facts.isStaff && !facts.passedTotp) {
    return { step: facts.hasTotp ? 'totp' : 'enrol_totp' };
  }
  return { step: 'done', cardId: card.cardId };
};

const personRefusal = ({ state, isTaken }: SignInFacts): ErrorCode | null => {
  if (state === 'left') {
    return 'PERSON_LEFT';
  }
  if (state === 'suspended') {
    return 'PERSON_SUSPENDED';
  }
  return isTaken ? 'BINDING_TAKEN' : null;
};

const CARD_REFUSAL: Partial<Record<CardState, ErrorCode>> = { lost: 'CARD_LOST', frozen: 'CARD_FROZEN' };

/** Which card is bound; people without one yet bind without. */
const cardStep = ({ cards, chosenCardId }: SignInFacts): { cardId: string | null } | NextStep => {
  if (cards.length > 1 && chosenCardId === null) {
    return { step: 'choose_card', cardCount: cards.length };
  }
  const card = cards.length > 1 ? cards.find(({ id }) => id === chosenCardId) : cards[0];
  const refusal = card && CARD_REFUSAL[card.state];
  return refusal ? { refusal } : { cardId: card?.id ?? null };
};
