import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
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
  @Requires('approval.decide')
  @Answers('Items<ApproverOption>')
  async search(
    @CurrentCaller() caller: Caller,
    @Query() { query = '' }: ApproverQuery,
  ): Promise<{ items: ApproverOption[] }> {
    return { items: await this.approvers.search(caller, query) };
  }

  @Get('approvals/deputies')
  @Requires('approval.decide')
  @Answers('Items<DeputyView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: DeputyView[] }> {
    return { items: await this.deputies.list(caller) };
  }

  @Post('approvals/deputies')
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
  @HttpCode(204)
  @Requires('approval.decide')
  @Answers('nothing')
  end(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.deputies.end(caller, id);
  }
}
