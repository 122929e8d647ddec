import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { GateModule } from '../gate/gate.module';
import { HoldModule } from '../hold/hold.module';
import { NoticeModule } from '../notice/notice.module';
import { PersonModule } from '../person/person.module';
import { StandingModule } from '../standing/standing.module';
import { UploadModule } from '../upload/upload.module';
import { ExemptApplications } from './exempt-applications.service';
import { PassDevices } from './pass-device.service';
import { PassJudge } from './pass-judge.service';
import { PassLook } from './pass-look.service';
import { PassPage } from './pass-page.service';
import { PassPolicyController } from './pass-policy.controller';
import { PassPolicies } from './pass-policy.service';
import { PassReader } from './pass-reader.service';
import { PassShowing } from './pass-showing.service';
import { PassSurroundings } from './pass-surroundings.service';
import { PassTakeBack } from './pass-take-back.service';
import { PassController } from './pass.controller';
import { PassService } from './pass.service';
import { ReturnsAhead } from './returns-ahead.service';

/** Who may pass: one pass a person, how it stands by the clock, and the phone that shows its codes. */
@Module({
  imports: [CampaignModule, GateModule, HoldModule, NoticeModule, PersonModule, StandingModule, UploadModule],
  controllers: [PassController, PassPolicyController],
  providers: [
    ExemptApplications,
    PassDevices,
    PassJudge,
    PassLook,
    PassPage,
    PassPolicies,
    PassReader,
    PassService,
    PassShowing,
    PassSurroundings,
    PassTakeBack,
    ReturnsAhead,
  ],
  exports: [
    ExemptApplications,
    PassJudge,
    PassPolicies,
    PassReader,
    PassService,
    PassShowing,
    PassTakeBack,
    ReturnsAhead,
  ],
})
export class PassModule {}
