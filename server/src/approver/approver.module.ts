import { Module } from '@nestjs/common';
import { ApproverChoice } from './approver-choice.service';
import { ApproverRuleController } from './approver-rule.controller';
import { ApproverRules } from './approver-rule.service';

/** Who may be asked to approve, by unit. */
@Module({
  controllers: [ApproverRuleController],
  providers: [ApproverRules, ApproverChoice],
  exports: [ApproverChoice],
})
export class ApproverModule {}
