import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module';
import { PersonModule } from '../person/person.module';
import { CaseDesk } from './case-desk.service';
import { CaseController } from './case.controller';
import { CaseProcessor } from './case.processor';
import { CaseService } from './case.service';

/** Follow-up tasks with an owner and a deadline. */
@Module({
  imports: [PersonModule, NoticeModule],
  controllers: [CaseController],
  providers: [CaseService, CaseDesk, CaseProcessor],
  exports: [CaseService],
})
export class CaseModule {}
