import { Module } from '@nestjs/common';
import { ApproverDirectory } from './approver-directory.service';
import { DeputyController } from './deputy.controller';
import { DeputyService } from './deputy.service';

/** Who approves: the counsellors of a school, and who stands in for whom. */
@Module({
  controllers: [DeputyController],
  providers: [ApproverDirectory, DeputyService],
  exports: [ApproverDirectory],
})
export class DeputyModule {}
