import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { HoldLine } from '@shared/pass';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { HoldLists } from './hold-lists.service';
import { HoldQuery } from './hold.dto';

@Controller('holds')
export class HoldController {
  constructor(private readonly lists: HoldLists) {}

  @Get()
  @ApiOperation({ summary: 'Who is held, among those whom the caller follows' })
  @Requires('hold.follow')
  @Answers('Page<HoldLine>')
  list(@CurrentCaller() caller: Caller, @Query() { cursor }: HoldQuery): Promise<Page<HoldLine>> {
    return this.lists.page(caller, cursor);
  }
}
