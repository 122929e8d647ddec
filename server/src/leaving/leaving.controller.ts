import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { LeavingDesk, LeavingView } from '@shared/leaving';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { LeavingDto } from './leaving.dto';
import { LeavingReader } from './leaving-reader.service';
import { LeavingService } from './leaving.service';
import { LeavingWithdrawal } from './leaving-withdrawal.service';

@Controller('leavings')
export class LeavingController {
  constructor(
    private readonly leavings: LeavingService,
    private readonly withdrawals: LeavingWithdrawal,
    private readonly reader: LeavingReader,
  ) {}

  @Get('desk')
  @ApiOperation({ summary: "Everything for one's own leaving application" })
  @Requires('return.apply')
  @Answers('LeavingDesk')
  desk(@CurrentCaller() caller: Caller): Promise<LeavingDesk> {
    return this.reader.desk(caller);
  }

  @Post()
  @ApiOperation({ summary: 'Ask to leave the campus' })
  @Requires('return.apply')
  @Answers('LeavingView', 201)
  async ask(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body() input: LeavingDto,
  ): Promise<LeavingView> {
    return this.reader.one(caller, await this.leavings.ask(caller, key, input));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a leaving application' })
  @Requires('return.apply')
  @Answers('LeavingView')
  async askAgain(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: LeavingDto,
  ): Promise<LeavingView> {
    await this.leavings.askAgain(caller, id, input);
    return this.reader.one(caller, id);
  }

  @Post(':id/withdrawal')
  @ApiOperation({ summary: 'Withdraw a leaving application' })
  @HttpCode(200)
  @Requires('return.apply')
  @Answers('LeavingView')
  async withdraw(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<LeavingView> {
    await this.withdrawals.withdraw(caller, id);
    return this.reader.one(caller, id);
  }
}
