import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module';
import { ApproverDirectory } from './approver-directory.service';
import { DeputyController } from './deputy.controller';
import { DeputyTrail } from './deputy-trail';
import { DeputyService } from './deputy.service';

/** Who approves: the counsellors of a school, and who stands in for whom. */
@Module({
  imports: [NoticeModule],
  controllers: [DeputyController],
  providers: [ApproverDirectory, DeputyService, DeputyTrail],
  exports: [ApproverDirectory],
})
export class DeputyModule {}
