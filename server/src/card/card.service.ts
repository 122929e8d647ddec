import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { CARD_NEXT, type CardState } from '@shared/identity';
import { DomainError } from '../common/domain-error';
import { CardSystem } from './card-system';

const BALANCE_WAIT_MS = 800;

export interface Card {
  id: string;
  lastFour: string;
  state: CardState;
}

/** Cards of people: states, and the balance through the card system. */
@Injectable()
export class CardService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly system: CardSystem,
  ) {}

  /** Every card of a person, cancelled ones too, by last four digits. */
  async listOf(schoolId: string, personId: string): Promise<Card[]> {
    return this.database.query(
      `SELECT id, last_four AS "lastFour", state FROM cards
       WHERE school_id = $1 AND person_id = $2 ORDER BY last_four`,
      [schoolId, personId],
    );
  }

  /** Balance in fen; null when the card system does not answer in time: nothing else waits for it. */
  async balanceFenOf(schoolId: string, cardId: string): Promise<number | null> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), BALANCE_WAIT_MS);
    });
    try {
      return await Promise.race([this.system.balanceFenOf(schoolId, cardId), tooLate]);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @throws DomainError NOT_FOUND, CARD_STATE_CONFLICT */
  async setState(
    tx: EntityManager,
    schoolId: string,
    personId: string,
    cardId: string,
    next: CardState,
  ): Promise<void> {
    const [card] = (await tx.query(
      'SELECT state FROM cards WHERE school_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE',
      [schoolId, personId, cardId],
    )) as { state: CardState }[];
    if (!card) {
      throw new DomainError('NOT_FOUND');
    }
    if (!CARD_NEXT[card.state].includes(next)) {
      throw new DomainError('CARD_STATE_CONFLICT', { details: { state: card.state } });
    }
    await tx.query('UPDATE cards SET state = $3 WHERE school_id = $1 AND id = $2', [schoolId, cardId, next]);
  }
}
