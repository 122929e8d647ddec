import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { ApprovalModule } from './approval/approval.module';
import { ApproverModule } from './approver/approver.module';
import { ArrivalModule } from './arrival/arrival.module';
import { AuditModule } from './audit/audit.module';
import { BindingModule } from './binding/binding.module';
import { BookingModule } from './booking/booking.module';
import { CampaignModule } from './campaign/campaign.module';
import { CampusModule } from './campus/campus.module';
import { CardModule } from './card/card.module';
import { CaseModule } from './case/case.module';
import { CheckInModule } from './check-in/check-in.module';
import { AuthGuard } from './common/auth.guard';
import { CommonModule } from './common/common.module';
import { nestLogging, rootLogger } from './common/logging';
import { ProblemFilter } from './common/problem.filter';
import { requestValidation } from './common/validation.pipe';
import { CorrectionModule } from './correction/correction.module';
import { DeputyModule } from './deputy/deputy.module';
import { EnrolmentModule } from './enrolment/enrolment.module';
import { EvidenceModule } from './evidence/evidence.module';
import { ExemptPassModule } from './exempt-pass/exempt-pass.module';
import { FollowUpModule } from './follow-up/follow-up.module';
import { GateModule } from './gate/gate.module';
import { HoldModule } from './hold/hold.module';
import { HomeModule } from './home/home.module';
import { ImportModule } from './import/import.module';
import { LeavingModule } from './leaving/leaving.module';
import { NoticeModule } from './notice/notice.module';
import { OverrideModule } from './override/override.module';
import { PassModule } from './pass/pass.module';
import { PeopleModule } from './people/people.module';
import { PassCodeModule } from './pass-code/pass-code.module';
import { PassKeyModule } from './pass-key/pass-key.module';
import { PassageModule } from './passage/passage.module';
import { PassageLogModule } from './passage-log/passage-log.module';
import { PersonModule } from './person/person.module';
import { ReturningModule } from './returning/returning.module';
import { SessionModule } from './session/session.module';
import { SignInModule } from './sign-in/sign-in.module';
import { SupportModule } from './support/support.module';
import { TemplateModule } from './template/template.module';
import { TemporaryPassModule } from './temporary-pass/temporary-pass.module';
import { TerminalDeskModule } from './terminal-desk/terminal-desk.module';
import { TerminalModule } from './terminal/terminal.module';
import { TerminalSyncModule } from './terminal-sync/terminal-sync.module';
import { UploadModule } from './upload/upload.module';
import { VenueModule } from './venue/venue.module';

export const logger = rootLogger(process.env.LOG_LEVEL ?? 'info');

/** The list of services: the architecture at a glance. */
@Module({
  imports: [
    LoggerModule.forRoot(nestLogging(logger)),
    CommonModule,
    // who somebody is
    CampusModule,
    PersonModule,
    CardModule,
    SessionModule,
    BindingModule,
    SignInModule,
    PeopleModule,
    CorrectionModule,
    ImportModule,
    SupportModule,
    // the daily report
    CampaignModule,
    TemplateModule,
    CheckInModule,
    FollowUpModule,
    CaseModule,
    // returning to the campus and leaving it
    ApprovalModule,
    DeputyModule,
    ApproverModule,
    EvidenceModule,
    ReturningModule,
    ArrivalModule,
    LeavingModule,
    // passing the gates
    GateModule,
    HoldModule,
    PassModule,
    OverrideModule,
    PassKeyModule,
    PassCodeModule,
    PassageModule,
    PassageLogModule,
    ExemptPassModule,
    TemporaryPassModule,
    TerminalModule,
    TerminalSyncModule,
    EnrolmentModule,
    TerminalDeskModule,
    // a place for now
    VenueModule,
    BookingModule,
    // handing in
    UploadModule,
    // what everybody sees
    NoticeModule,
    HomeModule,
    AuditModule,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
})
export class AppModule {}
