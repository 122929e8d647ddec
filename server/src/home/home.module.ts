import { Module } from '@nestjs/common';
import { CheckInModule } from '../check-in/check-in.module';
import { FollowUpModule } from '../follow-up/follow-up.module';
import { PersonModule } from '../person/person.module';
import { HomeController } from './home.controller';
import { HomeService } from './home.service';

/** The one call of the first screen. */
@Module({
  imports: [CheckInModule, FollowUpModule, PersonModule],
  controllers: [HomeController],
  providers: [HomeService],
})
export class HomeModule {}
