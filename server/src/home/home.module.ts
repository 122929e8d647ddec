import { Module } from '@nestjs/common';
import { ApprovalModule } from '../approval/approval.module';
import { BookingModule } from '../booking/booking.module';
import { CheckInModule } from '../check-in/check-in.module';
import { FollowUpModule } from '../follow-up/follow-up.module';
import { LeavingModule } from '../leaving/leaving.module';
import { PassModule } from '../pass/pass.module';
import { PersonModule } from '../person/person.module';
import { ReturningModule } from '../returning/returning.module';
import { SessionModule } from '../session/session.module';
import { HomeTiles } from './home-tiles.service';
import { HomeToday } from './home-today.service';
import { HomeController } from './home.controller';
import { HomeService } from './home.service';

/** The one call of the first screen. */
@Module({
  imports: [
    ApprovalModule,
    BookingModule,
    CheckInModule,
    FollowUpModule,
    LeavingModule,
    PassModule,
    PersonModule,
    ReturningModule,
    SessionModule,
  ],
  controllers: [HomeController],
  providers: [HomeService, HomeTiles, HomeToday],
})
export class HomeModule {}
