import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { CaseLine } from '@shared/follow-up';
import type { Page } from '@shared/paging';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CaseDesk } from './case-desk.service';
import { CaseQuery, ClosingDto } from './case.dto';

@Controller('cases')
export class CaseController {
  constructor(private readonly desk: CaseDesk) {}

  @Get()
  @ApiOperation({ summary: 'Cases of people whom the caller follows' })
  @Requires('case.handle')
  @Answers('Page<CaseLine>')
  list(@CurrentCaller() caller: Caller, @Query() query: CaseQuery): Promise<Page<CaseLine>> {
    return this.desk.list(caller, query.state ?? 'open', query.cursor);
  }

  @Post(':id/closing')
  @ApiOperation({ summary: 'Close a case with a note' })
  @HttpCode(200)
  @Requires('case.handle')
  @Answers('CaseLine')
  close(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { note }: ClosingDto,
  ): Promise<CaseLine> {
    return this.desk.close(caller, id, note);
  }
}
