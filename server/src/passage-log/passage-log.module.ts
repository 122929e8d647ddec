import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module';
import { PersonModule } from '../person/person.module';
import { PassageLists } from './passage-lists.service';
import { PassageLogController } from './passage-log.controller';
import { PassageRetention } from './passage-retention.service';

/** Passages as people read them, who is inside, and for how long all of it is kept. */
@Module({
  imports: [CaseModule, PersonModule],
  controllers: [PassageLogController],
  providers: [PassageLists, PassageRetention],
})
export class PassageLogModule {}
