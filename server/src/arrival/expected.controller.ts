import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { ExpectedLine, ExpectedTally } from '@shared/return';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { ConfirmationDto, ExpectedQuery, TallyQuery } from './arrival.dto';
import { ArrivalConfirmation } from './confirmation.service';
import { ExpectedLists } from './expected-lists.service';

@Controller('return-arrivals')
export class ExpectedController {
  constructor(
    private readonly lists: ExpectedLists,
    private readonly confirmations: ArrivalConfirmation,
  ) {}

  @Get('tally')
  @ApiOperation({ summary: 'How many are expected and how many have arrived' })
  @Requires('return.follow')
  @Answers('Items<ExpectedTally>')
  async tally(@CurrentCaller() caller: Caller, @Query() { day }: TallyQuery): Promise<{ items: ExpectedTally[] }> {
    return { items: await this.lists.tally(caller, day) };
  }

  @Get()
  @ApiOperation({ summary: 'Who is expected and has not arrived' })
  @Requires('return.follow')
  @Answers('Page<ExpectedLine>')
  page(
    @CurrentCaller() caller: Caller,
    @Query() { state = 'expected', ...query }: ExpectedQuery,
  ): Promise<Page<ExpectedLine>> {
    return this.lists.page(caller, { state, ...query });
  }

  @Post(':applicationId/confirmation')
  @ApiOperation({ summary: 'Confirm the arrival of somebody whose phone could not' })
  @HttpCode(200)
  @Requires('return.confirm')
  @Answers('ExpectedLine')
  confirm(
    @CurrentCaller() caller: Caller,
    @Param('applicationId', ParseUUIDPipe) applicationId: string,
    @IdempotencyKey() key: string,
    @Body() { campusId }: ConfirmationDto,
  ): Promise<ExpectedLine> {
    return this.confirmations.confirm(caller, key, applicationId.toLowerCase(), campusId);
  }
}
