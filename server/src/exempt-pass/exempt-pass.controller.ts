import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ExemptPassDesk, ExemptPassView } from '@shared/pass';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { ExemptDesk } from './exempt-desk.service';
import { ExemptPassDto } from './exempt-pass.dto';
import { ExemptReader } from './exempt-reader.service';
import { ExemptRequests } from './exempt-requests.service';
import { ExemptWithdrawal } from './exempt-withdrawal.service';

@Controller('exempt-passes')
export class ExemptPassController {
  constructor(
    private readonly desks: ExemptDesk,
    private readonly requests: ExemptRequests,
    private readonly withdrawals: ExemptWithdrawal,
    private readonly reader: ExemptReader,
  ) {}

  @Get('desk')
  @ApiOperation({ summary: 'Everything for applying for a pass directly' })
  @Requires('pass.apply')
  @Answers('ExemptPassDesk')
  desk(@CurrentCaller() caller: Caller): Promise<ExemptPassDesk> {
    return this.desks.desk(caller);
  }

  @Post()
  @ApiOperation({ summary: 'Apply for a pass directly, with an ID photo' })
  @Requires('pass.apply')
  @Answers('ExemptPassView', 201)
  async apply(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body() input: ExemptPassDto,
  ): Promise<ExemptPassView> {
    return this.reader.one(caller, await this.requests.apply(caller, key, input));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change an application for a pass' })
  @Requires('pass.apply')
  @Answers('ExemptPassView')
  async applyAgain(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: ExemptPassDto,
  ): Promise<ExemptPassView> {
    await this.requests.applyAgain(caller, id, input);
    return this.reader.one(caller, id);
  }

  @Post(':id/withdrawal')
  @ApiOperation({ summary: 'Withdraw an application for a pass' })
  @HttpCode(200)
  @Requires('pass.apply')
  @Answers('ExemptPassView')
  async withdraw(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ExemptPassView> {
    await this.withdrawals.withdraw(caller, id);
    return this.reader.one(caller, id);
  }
}
