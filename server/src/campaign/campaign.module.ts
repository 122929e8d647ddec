import { Module } from '@nestjs/common';
import { TemplateModule } from '../template/template.module';
import { CampaignController } from './campaign.controller';
import { CampaignService } from './campaign.service';
import { PlanService } from './plan.service';
import { WindowService } from './window.service';

/** Campaigns and their windows, and the plan that the other services ask. */
@Module({
  imports: [TemplateModule],
  controllers: [CampaignController],
  providers: [CampaignService, WindowService, PlanService],
  exports: [PlanService],
})
export class CampaignModule {}
