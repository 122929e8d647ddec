import { Module } from '@nestjs/common';
import { ApprovalModule } from '../approval/approval.module';
import { ApproverModule } from '../approver/approver.module';
import { NoticeModule } from '../notice/notice.module';
import { PassModule } from '../pass/pass.module';
import { PersonModule } from '../person/person.module';
import { Departures } from './departure.service';
import { LeavingApproval } from './leaving-approval.service';
import { LeavingReader } from './leaving-reader.service';
import { LeavingController } from './leaving.controller';
import { LeavingService } from './leaving.service';
import { LeavingWithdrawal } from './leaving-withdrawal.service';

/** Leaving the campus for longer than a day. */
@Module({
  imports: [ApprovalModule, ApproverModule, NoticeModule, PassModule, PersonModule],
  controllers: [LeavingController],
  providers: [Departures, LeavingApproval, LeavingReader, LeavingService, LeavingWithdrawal],
  exports: [Departures],
})
export class LeavingModule {}
