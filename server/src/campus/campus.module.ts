import { Module } from '@nestjs/common';
import { CampusService } from './campus.service';
import { CircleController } from './circle.controller';
import { CircleService } from './circle.service';
import { SchoolController } from './school.controller';
import { SchoolService } from './school.service';
import { UnitController } from './unit.controller';
import { UnitService } from './unit.service';

/** Schools, and what belongs to a school as a place. */
@Module({
  controllers: [SchoolController, UnitController, CircleController],
  providers: [SchoolService, CircleService, CampusService, UnitService],
  exports: [SchoolService, CircleService],
})
export class CampusModule {}
