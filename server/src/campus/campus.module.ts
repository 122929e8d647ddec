import { Module } from '@nestjs/common';
import { CircleController } from './circle.controller';
import { CircleService } from './circle.service';
import { SchoolController } from './school.controller';
import { SchoolService } from './school.service';

/** Schools, and what belongs to a school as a place. */
@Module({
  controllers: [SchoolController, CircleController],
  providers: [SchoolService, CircleService],
  exports: [SchoolService, CircleService],
})
export class CampusModule {}
