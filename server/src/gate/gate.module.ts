import { Module } from '@nestjs/common';
import { CampusModule } from '../campus/campus.module';
import { BuildingController } from './building.controller';
import { BuildingService } from './building.service';
import { ClosureController } from './closure.controller';
import { ClosureService } from './closure.service';
import { GateAdmin } from './gate-admin.service';
import { GateMaps } from './gate-map.service';
import { GateUses } from './gate-uses.service';
import { GateController } from './gate.controller';
import { GateService } from './gate.service';

/** Points of passage: buildings, gates, and campuses under closed management. */
@Module({
  imports: [CampusModule],
  controllers: [GateController, BuildingController, ClosureController],
  providers: [GateService, GateAdmin, GateMaps, GateUses, BuildingService, ClosureService],
  exports: [GateService, GateUses],
})
export class GateModule {}
