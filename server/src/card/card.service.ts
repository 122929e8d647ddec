import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { CARD_NEXT, type CardState } from '@shared/identity';
import { DomainError } from '../common/domain-error';
import { CardSystem, type CardStanding } from './card-system';

const WAIT_MS = 800;
const NOTHING_SAID: ReadonlyMap<string, CardStanding> = new Map();

export interface Card {
  id: string;
  lastFour: string;
  state: CardState;
}

/** Cards of people. How each stands is the card system's word; while it is silent, states are those that were imported. */
@Injectable()
export class CardService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly system: CardSystem,
  ) {}

  /** Every card of a person, cancelled ones too, by last four digits. */
  async listOf(schoolId: string, personId: string): Promise<Card[]> {
    const cards: Card[] = await this.database.query(
      `SELECT id, last_four AS "lastFour", state FROM cards
       WHERE school_id = $1 AND person_id = $2 ORDER BY last_four`,
      [schoolId, personId],
    );
    const standings = await this.standingsOf(
      schoolId,
      cards.map(({ id }) => id),
    );
    return cards.map((card) => ({ ...card, state: standings.get(card.id)?.state ?? card.state }));
  }

  /** Null when the card system does not answer in time, or does not know the card. */
  async findStanding(schoolId: string, cardId: string): Promise<CardStanding | null> {
    return (await this.standingsOf(schoolId, [cardId])).get(cardId) ?? null;
  }

  /** Nothing else waits for a card system that is away. */
  private async standingsOf(schoolId: string, cardIds: readonly string[]): Promise<ReadonlyMap<string, CardStanding>> {
    if (cardIds.length === 0) {
      return NOTHING_SAID;
    }
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<typeof NOTHING_SAID>((resolve) => {
      timer = setTimeout(() => resolve(NOTHING_SAID), WAIT_MS);
    });
    try {
      return await Promise.race([this.system.standingsOf(schoolId, cardIds), tooLate]);
    } catch {
      return NOTHING_SAID;
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
