import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { TemporaryPassDesk, TemporaryPassPage, TemporaryPassView } from '@shared/pass';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { PassReader } from './pass-reader.service';
import { PassRequests } from './pass-requests.service';
import { PassWithdrawal } from './pass-withdrawal.service';
import { TemporaryPassDto, TemporaryPassQuery } from './temporary-pass.dto';

@Controller('temporary-passes')
export class TemporaryPassController {
  constructor(
    private readonly requests: PassRequests,
    private readonly withdrawals: PassWithdrawal,
    private readonly reader: PassReader,
  ) {}

  @Get()
  @ApiOperation({ summary: "One's own temporary passes" })
  @Requires('pass.apply')
  @Answers('TemporaryPassPage')
  list(@CurrentCaller() caller: Caller, @Query() query: TemporaryPassQuery): Promise<TemporaryPassPage> {
    return this.reader.list(caller, query);
  }

  @Get('desk')
  @ApiOperation({ summary: 'Everything for asking for a temporary pass' })
  @Requires('pass.apply')
  @Answers('TemporaryPassDesk')
  desk(@CurrentCaller() caller: Caller): Promise<TemporaryPassDesk> {
    return this.reader.desk(caller);
  }

  @Post()
  @ApiOperation({ summary: 'Ask for a temporary pass' })
  @Requires('pass.apply')
  @Answers('TemporaryPassView', 201)
  async ask(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body() input: TemporaryPassDto,
  ): Promise<TemporaryPassView> {
    return this.reader.one(caller, await this.requests.ask(caller, key, input));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a request for a temporary pass' })
  @Requires('pass.apply')
  @Answers('TemporaryPassView')
  async askAgain(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: TemporaryPassDto,
  ): Promise<TemporaryPassView> {
    await this.requests.askAgain(caller, id, input);
    return this.reader.one(caller, id);
  }

  @Post(':id/withdrawal')
  @ApiOperation({ summary: 'Withdraw a request for a temporary pass' })
  @HttpCode(200)
  @Requires('pass.apply')
  @Answers('TemporaryPassView')
  async withdraw(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<TemporaryPassView> {
    await this.withdrawals.withdraw(caller, id);
    return this.reader.one(caller, id);
  }
}
