import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { BuildingView } from '@shared/gate';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { BuildingService } from './building.service';
import { BuildingDto } from './gate.dto';

@Controller('buildings')
export class BuildingController {
  constructor(private readonly buildings: BuildingService) {}

  @Get()
  @ApiOperation({ summary: 'Buildings' })
  @Requires('gate.manage')
  @Answers('Items<BuildingView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: BuildingView[] }> {
    return { items: await this.buildings.list(caller.schoolId) };
  }

  @Post()
  @ApiOperation({ summary: 'Create a building' })
  @Requires('gate.manage')
  @Answers('BuildingView', 201)
  create(@CurrentCaller() caller: Caller, @Body() building: BuildingDto): Promise<BuildingView> {
    return this.buildings.create(caller, building);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a building' })
  @Requires('gate.manage')
  @Answers('BuildingView')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() building: BuildingDto,
  ): Promise<BuildingView> {
    return this.buildings.change(caller, id, building);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Remove a building' })
  @HttpCode(204)
  @Requires('gate.manage')
  @Answers('nothing')
  remove(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.buildings.remove(caller, id);
  }
}
