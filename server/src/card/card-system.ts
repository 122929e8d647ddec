/**
 * The campus-card system as this product asks it. The built-in ledger answers by default;
 * a school's own system takes its place by providing this class.
 */
export abstract class CardSystem {
  /** @returns the balance in fen @throws anything when the system does not answer */
  abstract balanceFenOf(schoolId: string, cardId: string): Promise<number>;
}
