import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ReportView } from '@shared/check-in';
import type { DayOverview, MissingLine, PersonLine, ReminderAnswer, ReportedLine } from '@shared/follow-up';
import type { Page } from '@shared/paging';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { DayQuery, MissingQuery, ReminderDto, ReportedQuery } from './follow-up.dto';
import { OverviewService } from './overview.service';
import { PeopleLists } from './people-lists.service';
import { ReminderService } from './reminder.service';
import { ReportDesk } from './report-desk.service';

@Controller('follow-up')
export class FollowUpController {
  constructor(
    private readonly overviews: OverviewService,
    private readonly lists: PeopleLists,
    private readonly reports: ReportDesk,
    private readonly reminders: ReminderService,
  ) {}

  @Get('overview')
  @ApiOperation({ summary: 'How many have reported on a day, by unit' })
  @Requires('check_in.follow')
  @Answers('DayOverview')
  overview(@CurrentCaller() caller: Caller, @Query() { day }: DayQuery): Promise<DayOverview> {
    return this.overviews.day(caller, day);
  }

  @Get('missing')
  @ApiOperation({ summary: 'Who has not reported' })
  @Requires('check_in.follow')
  @Answers('Page<MissingLine>')
  missing(@CurrentCaller() caller: Caller, @Query() query: MissingQuery): Promise<Page<MissingLine>> {
    return this.lists.missing(caller, query);
  }

  @Get('reported')
  @ApiOperation({ summary: 'Who has reported, and who reported something unusual' })
  @Requires('check_in.follow')
  @Answers('Page<ReportedLine>')
  reported(
    @CurrentCaller() caller: Caller,
    @Query() { abnormal, ...query }: ReportedQuery,
  ): Promise<Page<ReportedLine>> {
    return this.lists.reported(caller, { ...query, ...(abnormal ? { abnormal: abnormal === 'true' } : {}) });
  }

  @Get('reports/:id')
  @ApiOperation({ summary: 'A report of somebody whom the caller follows' })
  @Requires('check_in.read')
  @Answers('FollowedReport')
  report(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<ReportView & { person: PersonLine }> {
    return this.reports.one(caller, id);
  }

  @Post('reminders')
  @ApiOperation({ summary: 'Remind everybody who has not reported' })
  @HttpCode(200)
  @Requires('check_in.remind')
  @Answers('ReminderAnswer')
  remind(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body() request: ReminderDto,
  ): Promise<ReminderAnswer> {
    return this.reminders.remind(caller, key, request);
  }
}
