import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { CardState } from '@shared/identity';
import { CardSystem, type CardStanding } from './card-system';

interface CardRow {
  id: string;
  state: CardState;
  balance_fen: string;
}

/** The built-in card system: states and balances stand in the cards themselves. */
@Injectable()
export class CardLedger extends CardSystem {
  constructor(@InjectDataSource() private readonly database: DataSource) {
    super();
  }

  async standingsOf(schoolId: string, cardIds: readonly string[]): Promise<ReadonlyMap<string, CardStanding>> {
    const rows: CardRow[] = await this.database.query(
      'SELECT id, state, balance_fen FROM cards WHERE school_id = $1 AND id = ANY ($2::uuid[])',
      [schoolId, cardIds],
    );
    return new Map(rows.map(({ id, state, balance_fen }) => [id, { state, balanceFen: Number(balance_fen) }]));
  }
}
