import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CardSystem } from './card-system';

/** The built-in card system: balances stand in the cards themselves. */
@Injectable()
export class CardLedger extends CardSystem {
  constructor(@InjectDataSource() private readonly database: DataSource) {
    super();
  }

  async balanceFenOf(schoolId: string, cardId: string): Promise<number> {
    const [card]: { balance_fen: string }[] = await this.database.query(
      'SELECT balance_fen FROM cards WHERE school_id = $1 AND id = $2',
      [schoolId, cardId],
    );
    if (!card) {
      throw new Error('the ledger does not know this card');
    }
    return Number(card.balance_fen);
  }
}
