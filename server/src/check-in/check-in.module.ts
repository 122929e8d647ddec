import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CaseModule } from '../case/case.module';
import { NoticeModule } from '../notice/notice.module';
import { PersonModule } from '../person/person.module';
import { CheckInRetention } from './check-in-retention';
import { CheckInController } from './check-in.controller';
import { CheckInProcessor } from './check-in.processor';
import { CheckInService } from './check-in.service';
import { DueService } from './due.service';
import { FormTickets } from './form-ticket';
import { FormService } from './form.service';
import { HistoryService } from './history.service';
import { LastPlace } from './last-place.service';
import { ProxyController } from './proxy.controller';
import { ProxyService } from './proxy.service';
import { ReportFollowUps } from './report-follow-ups.service';
import { ReportService } from './report.service';

/** The daily check-in: the form that applies now, reports and their history. */
@Module({
  imports: [CampaignModule, CaseModule, NoticeModule, PersonModule],
  controllers: [CheckInController, ProxyController],
  providers: [
    CheckInService,
    DueService,
    FormService,
    FormTickets,
    HistoryService,
    LastPlace,
    ReportService,
    ReportFollowUps,
    ProxyService,
    CheckInProcessor,
    CheckInRetention,
  ],
  exports: [DueService, LastPlace, ReportService],
})
export class CheckInModule {}
