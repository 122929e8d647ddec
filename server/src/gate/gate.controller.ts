import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { GateMap, GateView } from '@shared/gate';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { GateAdmin } from './gate-admin.service';
import { GateMaps } from './gate-map.service';
import { GateDto } from './gate.dto';

@Controller('gates')
export class GateController {
  constructor(
    private readonly maps: GateMaps,
    private readonly gates: GateAdmin,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Buildings and gates that one may choose for a code' })
  @Requires('pass.show')
  @Answers('GateMap')
  map(@CurrentCaller() caller: Caller): Promise<GateMap> {
    return this.maps.of(caller);
  }

  @Get('all')
  @ApiOperation({ summary: 'Every gate with its rules' })
  @Requires('gate.manage')
  @Answers('Items<GateView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: GateView[] }> {
    return { items: await this.gates.list(caller.schoolId) };
  }

  @Post()
  @ApiOperation({ summary: 'Create a gate' })
  @Requires('gate.manage')
  @Answers('GateView', 201)
  create(@CurrentCaller() caller: Caller, @Body() gate: GateDto): Promise<GateView> {
    return this.gates.create(caller, gate);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a gate' })
  @Requires('gate.manage')
  @Answers('GateView')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() gate: GateDto,
  ): Promise<GateView> {
    return this.gates.change(caller, id, gate);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Remove a gate' })
  @HttpCode(204)
  @Requires('gate.manage')
  @Answers('nothing')
  remove(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.gates.remove(caller, id);
  }
}
