import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { CampusView, UnitView } from '@shared/unit';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CampusService } from './campus.service';
import { CampusesDto, UnitQuery, UnitsDto } from './unit.dto';
import { UnitService } from './unit.service';

@Controller()
export class UnitController {
  constructor(
    private readonly units: UnitService,
    private readonly campuses: CampusService,
  ) {}

  @Get('units')
  @ApiOperation({ summary: 'Units of the school, by code or name' })
  @Requires('unit.read')
  @Answers('Page<UnitView>')
  listUnits(@CurrentCaller() caller: Caller, @Query() { search = '', cursor }: UnitQuery): Promise<Page<UnitView>> {
    return this.units.page(caller.schoolId, search, cursor);
  }

  @Put('units')
  @ApiOperation({ summary: 'Add, rename or move units, by their codes' })
  @Requires('unit.manage')
  @Answers('Items<UnitView>')
  async writeUnits(@CurrentCaller() caller: Caller, @Body() { items }: UnitsDto): Promise<{ items: UnitView[] }> {
    return { items: await this.units.write(caller, items) };
  }

  @Get('campuses')
  @ApiOperation({ summary: 'Campuses of the school' })
  @Requires('unit.read')
  @Answers('Items<CampusView>')
  async listCampuses(@CurrentCaller() caller: Caller): Promise<{ items: CampusView[] }> {
    return { items: await this.campuses.list(caller.schoolId) };
  }

  @Put('campuses')
  @ApiOperation({ summary: 'Add or rename campuses, by their codes' })
  @Requires('unit.manage')
  @Answers('Items<CampusView>')
  async writeCampuses(
    @CurrentCaller() caller: Caller,
    @Body() { items }: CampusesDto,
  ): Promise<{ items: CampusView[] }> {
    return { items: await this.campuses.write(caller, items) };
  }
}
