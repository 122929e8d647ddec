import { Module } from '@nestjs/common';
import { ApprovalModule } from '../approval/approval.module';
import { ApproverModule } from '../approver/approver.module';
import { NoticeModule } from '../notice/notice.module';
import { PassModule } from '../pass/pass.module';
import { UploadModule } from '../upload/upload.module';
import { ExemptApproval } from './exempt-approval.service';
import { ExemptCheck } from './exempt-check.service';
import { ExemptDesk } from './exempt-desk.service';
import { ExemptPassController } from './exempt-pass.controller';
import { ExemptReader } from './exempt-reader.service';
import { ExemptRequests } from './exempt-requests.service';
import { ExemptRetention } from './exempt-retention.service';
import { ExemptSettlement } from './exempt-settlement.service';
import { ExemptWithdrawal } from './exempt-withdrawal.service';
import { IdPhotos } from './id-photo.service';

/** A pass for whoever needs no return application, with an ID photo. */
@Module({
  imports: [ApprovalModule, ApproverModule, NoticeModule, PassModule, UploadModule],
  controllers: [ExemptPassController],
  providers: [
    ExemptApproval,
    ExemptCheck,
    ExemptDesk,
    ExemptReader,
    ExemptRequests,
    ExemptRetention,
    ExemptSettlement,
    ExemptWithdrawal,
    IdPhotos,
  ],
})
export class ExemptPassModule {}
