import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module';
import { StandingModule } from '../standing/standing.module';
import { HoldLists } from './hold-lists.service';
import { HoldController } from './hold.controller';
import { HoldService } from './hold.service';

/** What refuses every passage of a person, by cause. */
@Module({
  imports: [NoticeModule, StandingModule],
  controllers: [HoldController],
  providers: [HoldService, HoldLists],
  exports: [HoldService],
})
export class HoldModule {}
