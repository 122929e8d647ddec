import { Module } from '@nestjs/common';
import { CardModule } from '../card/card.module';
import { PersonService } from './person.service';

/** People as the other modules and they themselves see them. */
@Module({ imports: [CardModule], providers: [PersonService], exports: [PersonService] })
export class PersonModule {}
