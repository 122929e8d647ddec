import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CaseModule } from '../case/case.module';
import { CheckInModule } from '../check-in/check-in.module';
import { NoticeModule } from '../notice/notice.module';
import { FollowUpController } from './follow-up.controller';
import { OverviewService } from './overview.service';
import { PeopleLists } from './people-lists.service';
import { ReminderProcessor } from './reminder.processor';
import { ReminderService } from './reminder.service';
import { ReportDesk } from './report-desk.service';

/** The counsellor's side of the check-in: who is missing, who is unwell, one tap to remind. */
@Module({
  imports: [CampaignModule, CaseModule, CheckInModule, NoticeModule],
  controllers: [FollowUpController],
  providers: [OverviewService, PeopleLists, ReportDesk, ReminderService, ReminderProcessor],
  exports: [OverviewService],
})
export class FollowUpModule {}
