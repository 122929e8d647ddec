import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ApproverOption, DeputyView } from '@shared/approval';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { ApproverDirectory } from './approver-directory.service';
import { ApproverQuery, DeputyDto } from './deputy.dto';
import { DeputyService } from './deputy.service';

@Controller()
export class DeputyController {
  constructor(
    private readonly approvers: ApproverDirectory,
    private readonly deputies: DeputyService,
  ) {}

  @Get('approvers')
  @ApiOperation({ summary: 'Find people who may approve' })
  @Requires('approval.decide')
  @Answers('Items<ApproverOption>')
  async search(
    @CurrentCaller() caller: Caller,
    @Query() { query = '' }: ApproverQuery,
  ): Promise<{ items: ApproverOption[] }> {
    return { items: await this.approvers.search(caller, query) };
  }

  @Get('approvals/deputies')
  @ApiOperation({ summary: 'Who stands in for the caller, and for whom the caller does' })
  @Requires('approval.decide')
  @Answers('Items<DeputyView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: DeputyView[] }> {
    return { items: await this.deputies.list(caller) };
  }

  @Post('approvals/deputies')
  @ApiOperation({ summary: 'Appoint a deputy for some time' })
  @Requires('approval.decide')
  @Answers('DeputyView', 201)
  appoint(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body() body: DeputyDto,
  ): Promise<DeputyView> {
    return this.deputies.appoint(caller, key, body);
  }

  @Delete('approvals/deputies/:id')
  @ApiOperation({ summary: 'End a deputyship' })
  @HttpCode(204)
  @Requires('approval.decide')
  @Answers('nothing')
  end(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.deputies.end(caller, id);
  }
}
