import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
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
  @ApiOperation({ summary: 'The circles of every campus, for the phone on its way back' })
  @Requires('return.apply')
  @Answers('Items<CampusCircle>')
  async all(@CurrentCaller() caller: Caller): Promise<{ items: CampusCircle[] }> {
    return { items: await this.circles.ofSchool(caller.schoolId) };
  }

  @Get(':id/circles')
  @ApiOperation({ summary: 'The circles inside which an arrival at this campus counts' })
  @Requires('return.manage')
  @Answers('Items<CampusCircle>')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<{ items: CampusCircle[] }> {
    return { items: await this.circles.ofCampus(caller.schoolId, id) };
  }

  @Put(':id/circles')
  @ApiOperation({ summary: 'Set the circles of a campus' })
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
