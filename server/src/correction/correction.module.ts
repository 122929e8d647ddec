import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module';
import { CorrectionDecision } from './correction-decision';
import { CorrectionController } from './correction.controller';
import { CorrectionService } from './correction.service';

/** Wrong name, number or unit: asked by the person, decided by card staff. */
@Module({
  imports: [NoticeModule],
  controllers: [CorrectionController],
  providers: [CorrectionService, CorrectionDecision],
})
export class CorrectionModule {}
