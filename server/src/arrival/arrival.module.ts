import { Module } from '@nestjs/common';
import { ApprovalModule } from '../approval/approval.module';
import { CampusModule } from '../campus/campus.module';
import { CheckInModule } from '../check-in/check-in.module';
import { NoticeModule } from '../notice/notice.module';
import { PersonModule } from '../person/person.module';
import { ReturningModule } from '../returning/returning.module';
import { SessionModule } from '../session/session.module';
import { ArrivalRecord } from './arrival-record.service';
import { ArrivalSigns } from './arrival-signs.service';
import { ArrivalController } from './arrival.controller';
import { ArrivalService } from './arrival.service';
import { ArrivalConfirmation } from './confirmation.service';
import { ConfirmationReach } from './confirmation-reach.service';
import { GateArrival } from './gate-arrival.processor';
import { ExpectedLists } from './expected-lists.service';
import { ExpectedController } from './expected.controller';

/** Signing in at the campus after an approval, and who is still expected. */
@Module({
  imports: [ApprovalModule, CampusModule, CheckInModule, NoticeModule, PersonModule, ReturningModule, SessionModule],
  controllers: [ArrivalController, ExpectedController],
  providers: [
    ArrivalService,
    ArrivalSigns,
    ArrivalRecord,
    ArrivalConfirmation,
    ConfirmationReach,
    ExpectedLists,
    GateArrival,
  ],
})
export class ArrivalModule {}
