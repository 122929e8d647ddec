import { Module } from '@nestjs/common';
import { ApprovalModule } from '../approval/approval.module';
import { ApproverModule } from '../approver/approver.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CampusModule } from '../campus/campus.module';
import { EvidenceModule } from '../evidence/evidence.module';
import { NoticeModule } from '../notice/notice.module';
import { PassModule } from '../pass/pass.module';
import { UploadModule } from '../upload/upload.module';
import { ApprovedAhead } from './approved-ahead.service';
import { ArrivableReturns } from './arrivable.service';
import { EvidenceInUse } from './evidence-in-use.service';
import { EvidenceReaders } from './evidence-readers.service';
import { ReturnApproval } from './return-approval.service';
import { ReturnDescriptions } from './return-descriptions.service';
import { ReturnDeskService } from './return-desk.service';
import { ReturnDrafts } from './return-draft.service';
import { ReturnDues } from './return-due.service';
import { ReturnPlans } from './return-plans.service';
import { ReturnReader } from './return-reader.service';
import { ReturnRetention } from './return-retention.service';
import { ReturnSubmission } from './return-submission.service';
import { ReturnWithdrawal } from './return-withdrawal.service';
import { ReturnController } from './return.controller';
import { SubmissionCheck } from './submission-check.service';
import { VersionStore } from './version-store.service';

/** Applications to return to the campus: drafts, versions with their evidence, and what approvers decide on them. */
@Module({
  imports: [
    ApprovalModule,
    ApproverModule,
    CampaignModule,
    CampusModule,
    EvidenceModule,
    NoticeModule,
    PassModule,
    UploadModule,
  ],
  controllers: [ReturnController],
  providers: [
    ApprovedAhead,
    ArrivableReturns,
    EvidenceInUse,
    EvidenceReaders,
    ReturnApproval,
    ReturnDescriptions,
    ReturnDeskService,
    ReturnDrafts,
    ReturnDues,
    ReturnPlans,
    ReturnReader,
    ReturnRetention,
    ReturnSubmission,
    ReturnWithdrawal,
    SubmissionCheck,
    VersionStore,
  ],
  exports: [ArrivableReturns, ReturnDues, ReturnReader],
})
export class ReturningModule {}
