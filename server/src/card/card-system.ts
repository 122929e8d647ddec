import type { CardState } from '@shared/identity';

/** A card as its own system has it. */
export interface CardStanding {
  state: CardState;
  balanceFen: number;
}

/**
 * The campus-card system as this product asks it. The built-in ledger answers by default; a school's own system takes
 * its place by providing this class.
 */
export abstract class CardSystem {
  /** @returns the standing of each card that it knows, by card id @throws anything when the system does not answer */
  abstract standingsOf(schoolId: string, cardIds: readonly string[]): Promise<ReadonlyMap<string, CardStanding>>;
}
