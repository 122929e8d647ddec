import { Module } from '@nestjs/common';
import { HoldModule } from '../hold/hold.module';
import { NoticeModule } from '../notice/notice.module';
import { PersonModule } from '../person/person.module';
import { CaseDesk } from './case-desk.service';
import { CaseController } from './case.controller';
import { CaseProcessor } from './case.processor';
import { CaseRetention } from './case-retention.service';
import { CaseService } from './case.service';

/** Follow-up tasks with an owner and a deadline. */
@Module({
  imports: [PersonModule, NoticeModule, HoldModule],
  controllers: [CaseController],
  providers: [CaseService, CaseDesk, CaseRetention, CaseProcessor],
  exports: [CaseService, CaseRetention],
})
export class CaseModule {}
