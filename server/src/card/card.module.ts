import { Module } from '@nestjs/common';
import { CardLedger } from './card-ledger';
import { CardSystem } from './card-system';
import { CardService } from './card.service';

/** Campus cards behind the card-system port. */
@Module({ providers: [{ provide: CardSystem, useClass: CardLedger }, CardService], exports: [CardService] })
export class CardModule {}
