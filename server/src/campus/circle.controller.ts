import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import type { CampusCircle } from '@shared/return';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CirclesDto } from './circle.dto';
import { CircleService } from './circle.service';

@Controller('campuses')
export class CircleController {
  constructor(private readonly circles: CircleService) {}

  @Get('circles')
  @Requires('return.apply')
  @Answers('Items<CampusCircle>')
  async all(@CurrentCaller() caller: Caller): Promise<{ items: CampusCircle[] }> {
    return { items: await this.circles.ofSchool(caller.schoolId) };
  }

  @Get(':id/circles')
  @Requires('return.manage')
  @Answers('Items<CampusCircle>')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<{ items: CampusCircle[] }> {
    return { items: await this.circles.ofCampus(caller.schoolId, id) };
  }

  @Put(':id/circles')
  @Requires('return.manage')
  @Answers('Items<CampusCircle>')
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items }: CirclesDto,
  ): Promise<{ items: CampusCircle[] }> {
    return { items: await this.circles.replace(caller, id, items) };
  }
}
