import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { SchoolOption } from '@shared/identity';
import { Answers } from '../common/answers';
import { Requires } from '../common/requires';
import { SchoolSearchQuery } from './school.dto';
import { SchoolService } from './school.service';

@Controller('schools')
export class SchoolController {
  constructor(private readonly schools: SchoolService) {}

  @Get()
  @ApiOperation({ summary: 'Find schools by their name' })
  @Requires('public')
  @Answers('Items<SchoolOption>')
  async search(@Query() { search = '' }: SchoolSearchQuery): Promise<{ items: SchoolOption[] }> {
    return { items: await this.schools.search(search) };
  }
}
