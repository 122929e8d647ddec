import { Module } from '@nestjs/common';
import { HoldModule } from '../hold/hold.module';
import { NoticeModule } from '../notice/notice.module';
import { OverrideEffects } from './override-effects.service';
import { OverrideLists } from './override-lists.service';
import { OverrideController } from './override.controller';
import { OverrideService } from './override.service';

/** Holding and lifting by two persons, where no rule decides. */
@Module({
  imports: [HoldModule, NoticeModule],
  controllers: [OverrideController],
  providers: [OverrideService, OverrideEffects, OverrideLists],
})
export class OverrideModule {}
