import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ReturnDesk, ReturnVersionView, ReturnView, SaveReturnDraft } from '@shared/return';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { SAVE_DRAFT_BODY } from './return.body';
import { SubmissionDto } from './return.dto';
import { ReturnDeskService } from './return-desk.service';
import { ReturnDrafts } from './return-draft.service';
import { ReturnReader } from './return-reader.service';
import { ReturnSubmission } from './return-submission.service';
import { ReturnWithdrawal } from './return-withdrawal.service';

const saveDraft = new JsonSchemaPipe<SaveReturnDraft>(SAVE_DRAFT_BODY);

@Controller('returns')
export class ReturnController {
  constructor(
    private readonly desks: ReturnDeskService,
    private readonly drafts: ReturnDrafts,
    private readonly submissions: ReturnSubmission,
    private readonly withdrawals: ReturnWithdrawal,
    private readonly reader: ReturnReader,
  ) {}

  @Get('desk')
  @ApiOperation({ summary: "Everything for one's own return application" })
  @Requires('return.apply')
  @Answers('ReturnDesk')
  desk(@CurrentCaller() caller: Caller): Promise<ReturnDesk> {
    return this.desks.desk(caller);
  }

  @Post()
  @ApiOperation({ summary: 'Begin a return application' })
  @Requires('return.apply')
  @Answers('ReturnView', 201)
  async begin(@CurrentCaller() caller: Caller): Promise<ReturnView> {
    return this.reader.one(caller, await this.drafts.begin(caller));
  }

  @Put(':id/draft')
  @ApiOperation({ summary: 'Save a draft of the application' })
  @Requires('return.apply')
  @Answers('ReturnView')
  async save(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body(saveDraft) wish: SaveReturnDraft,
  ): Promise<ReturnView> {
    await this.drafts.save(caller, id, wish);
    return this.reader.one(caller, id);
  }

  @Post(':id/submission')
  @ApiOperation({ summary: 'Submit the application to an approver' })
  @HttpCode(200)
  @Requires('return.apply')
  @Answers('ReturnView')
  async submit(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @IdempotencyKey() key: string,
    @Body() { revision }: SubmissionDto,
  ): Promise<ReturnView> {
    await this.submissions.submit(caller, id, key, revision);
    return this.reader.one(caller, id);
  }

  @Post(':id/withdrawal')
  @ApiOperation({ summary: 'Withdraw the application' })
  @HttpCode(200)
  @Requires('return.apply')
  @Answers('ReturnView')
  async withdraw(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ReturnView> {
    await this.withdrawals.withdraw(caller, id);
    return this.reader.one(caller, id);
  }

  @Get(':id/versions')
  @ApiOperation({ summary: 'Every version of the application' })
  @Requires('return.apply')
  @Answers('Items<ReturnVersionView>')
  async versions(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<{ items: ReturnVersionView[] }> {
    return { items: await this.reader.versions(caller, id) };
  }
}
