import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { OccupancyLine, PassageLine, WatchedPassage } from '@shared/passage';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { PassageLists } from './passage-lists.service';
import { PassagesQuery, WatchQuery } from './passage-log.dto';

@Controller()
export class PassageLogController {
  constructor(private readonly lists: PassageLists) {}

  @Get('passages')
  @ApiOperation({ summary: "One's own passages" })
  @Requires('pass.show')
  @Answers('Page<PassageLine>')
  own(@CurrentCaller() caller: Caller, @Query() query: PassagesQuery): Promise<Page<PassageLine>> {
    return this.lists.own(caller, query);
  }

  @Get('passages/watch')
  @ApiOperation({ summary: 'Passages at a gate or of a person' })
  @Requires('passage.watch')
  @Answers('Page<WatchedPassage>')
  watched(@CurrentCaller() caller: Caller, @Query() query: WatchQuery): Promise<Page<WatchedPassage>> {
    return this.lists.watched(caller, query);
  }

  @Get('occupancies')
  @ApiOperation({ summary: 'How many are inside, by building and campus' })
  @Requires('passage.watch')
  @Answers('Items<OccupancyLine>')
  async occupancies(@CurrentCaller() { schoolId }: Caller): Promise<{ items: OccupancyLine[] }> {
    return { items: await this.lists.occupancies(schoolId) };
  }
}
