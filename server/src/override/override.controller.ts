import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { OverrideView } from '@shared/pass';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { OverrideLists } from './override-lists.service';
import { OverrideDto, OverrideQuery } from './override.dto';
import { OverrideService } from './override.service';

@Controller('pass-overrides')
export class OverrideController {
  constructor(
    private readonly overrides: OverrideService,
    private readonly lists: OverrideLists,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Overrides of passes, which two administrators decide' })
  @Requires('override.decide')
  @Answers('Page<OverrideView>')
  list(@CurrentCaller() caller: Caller, @Query() { cursor }: OverrideQuery): Promise<Page<OverrideView>> {
    return this.lists.page(caller, cursor);
  }

  @Post()
  @ApiOperation({ summary: 'Propose an override' })
  @Requires('override.decide')
  @Answers('OverrideView', 201)
  propose(@CurrentCaller() caller: Caller, @Body() override: OverrideDto): Promise<OverrideView> {
    return this.overrides.propose(caller, override);
  }

  @Post(':id/confirmation')
  @ApiOperation({ summary: 'Confirm the override of another administrator' })
  @HttpCode(200)
  @Requires('override.decide')
  @Answers('OverrideView')
  confirm(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<OverrideView> {
    return this.overrides.confirm(caller, id);
  }

  @Post(':id/refusal')
  @ApiOperation({ summary: 'Refuse the override of another administrator' })
  @HttpCode(200)
  @Requires('override.decide')
  @Answers('OverrideView')
  refuse(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<OverrideView> {
    return this.overrides.refuse(caller, id);
  }
}
