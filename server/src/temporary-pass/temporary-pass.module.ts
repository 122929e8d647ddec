import { Module } from '@nestjs/common';
import { ApprovalModule } from '../approval/approval.module';
import { ApproverModule } from '../approver/approver.module';
import { NoticeModule } from '../notice/notice.module';
import { PassCheck } from './pass-check.service';
import { PassGates } from './pass-gates.service';
import { PassReader } from './pass-reader.service';
import { PassRequests } from './pass-requests.service';
import { PassWithdrawal } from './pass-withdrawal.service';
import { TemporaryPassApproval } from './temporary-pass-approval.service';
import { TemporaryPassRetention } from './temporary-pass-retention.service';
import { TemporaryPassController } from './temporary-pass.controller';
import { TemporaryPassService } from './temporary-pass.service';

/** Passing important gates while a campus is closed. */
@Module({
  imports: [ApprovalModule, ApproverModule, NoticeModule],
  controllers: [TemporaryPassController],
  providers: [
    PassCheck,
    PassGates,
    PassReader,
    PassRequests,
    PassWithdrawal,
    TemporaryPassApproval,
    TemporaryPassRetention,
    TemporaryPassService,
  ],
  exports: [TemporaryPassService],
})
export class TemporaryPassModule {}
