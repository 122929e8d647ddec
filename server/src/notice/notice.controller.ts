import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { NoticeView } from '@shared/notice';
import type { Page } from '@shared/paging';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CursorQuery } from './notice.dto';
import { NoticeService } from './notice.service';

@Controller('notices')
export class NoticeController {
  constructor(private readonly notices: NoticeService) {}

  @Get()
  @ApiOperation({ summary: 'The inbox, unread notices first' })
  @Requires('self.read')
  @Answers('NoticePage')
  inbox(@CurrentCaller() caller: Caller, @Query() query: CursorQuery): Promise<Page<NoticeView> & { unread: number }> {
    return this.notices.inbox(caller, query.cursor);
  }

  @Post('reading')
  @ApiOperation({ summary: 'Mark every notice as read' })
  @HttpCode(204)
  @Requires('self.write')
  @Answers('nothing')
  readAll(@CurrentCaller() caller: Caller): Promise<void> {
    return this.notices.readAll(caller);
  }

  @Post(':id/reading')
  @ApiOperation({ summary: 'Mark a notice as read' })
  @HttpCode(204)
  @Requires('self.write')
  @Answers('nothing')
  read(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.notices.read(caller, id);
  }
}
