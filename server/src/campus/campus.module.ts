import { Module } from '@nestjs/common';
import { SchoolController } from './school.controller';
import { SchoolService } from './school.service';

/** Schools, and what belongs to a school as a place. */
@Module({ controllers: [SchoolController], providers: [SchoolService], exports: [SchoolService] })
export class CampusModule {}
