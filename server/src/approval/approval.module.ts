import { Module } from '@nestjs/common';
import { DeputyModule } from '../deputy/deputy.module';
import { NoticeModule } from '../notice/notice.module';
import { ApprovalKinds } from './approval-kinds.service';
import { ApprovalTrail } from './approval-trail';
import { ApprovalController } from './approval.controller';
import { ApprovalProcessor } from './approval.processor';
import { ApprovalService } from './approval.service';
import { ApproverDepartures } from './approver-departure.service';
import { CommentService } from './comment.service';
import { DecisionService } from './decision.service';
import { Handover } from './handover';
import { InboxService } from './inbox.service';
import { RequestLocks } from './request-locks';
import { Settlement } from './settlement.service';
import { StrandedRequests } from './stranded-requests.service';
import { TransferService } from './transfer.service';

/** One inbox for whatever is asked for. Kinds register themselves; none of them is known here. */
@Module({
  imports: [DeputyModule, NoticeModule],
  controllers: [ApprovalController],
  providers: [
    ApprovalKinds,
    ApprovalService,
    Settlement,
    InboxService,
    RequestLocks,
    DecisionService,
    ApprovalTrail,
    TransferService,
    Handover,
    CommentService,
    ApprovalProcessor,
    ApproverDepartures,
    StrandedRequests,
  ],
  exports: [ApprovalService, ApprovalKinds],
})
export class ApprovalModule {}
