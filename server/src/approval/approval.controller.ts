import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import type {
  ApprovalComment,
  ApprovalInbox,
  ApprovalView,
  DecisionAnswer,
  StrandedRequest,
  UndoAnswer,
} from '@shared/approval';
import type { Page } from '@shared/paging';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import {
  CommentDto,
  DecisionDto,
  InboxQuery,
  ReassignmentDto,
  StrandedQuery,
  SubjectQuery,
  TransferDto,
  UndoDto,
} from './approval.dto';
import { CommentService } from './comment.service';
import { DecisionService } from './decision.service';
import { InboxService } from './inbox.service';
import { StrandedRequests } from './stranded-requests.service';
import { TransferService } from './transfer.service';

@Controller()
export class ApprovalController {
  constructor(
    private readonly inbox: InboxService,
    private readonly decisions: DecisionService,
    private readonly transfers: TransferService,
    private readonly comments: CommentService,
    private readonly strandedRequests: StrandedRequests,
  ) {}

  @Get('approvals')
  @Requires('approval.decide')
  @Answers('ApprovalInbox')
  list(@CurrentCaller() caller: Caller, @Query() query: InboxQuery): Promise<ApprovalInbox> {
    return this.inbox.list(caller, query);
  }

  @Post('approvals/decisions')
  @HttpCode(200)
  @Requires('approval.decide')
  @Answers('DecisionAnswer')
  decide(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body() body: DecisionDto,
  ): Promise<DecisionAnswer> {
    return this.decisions.decide(caller, key, body);
  }

  @Post('approvals/decisions/:batchId/undo')
  @HttpCode(200)
  @Requires('approval.decide')
  @Answers('UndoAnswer')
  undo(
    @CurrentCaller() caller: Caller,
    @Param('batchId', ParseUUIDPipe) batchId: string,
    @Body() { requests }: UndoDto,
  ): Promise<UndoAnswer> {
    return this.decisions.undo(caller, batchId, requests);
  }

  @Get('approvals/:id')
  @Requires('approval.decide')
  @Answers('ApprovalView')
  open(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ApprovalView> {
    return this.inbox.open(caller, id);
  }

  @Post('approvals/:id/transfer')
  @HttpCode(204)
  @Requires('approval.decide')
  @Answers('nothing')
  transfer(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @IdempotencyKey() key: string,
    @Body() body: TransferDto,
  ): Promise<void> {
    return this.transfers.transfer(caller, key, id.toLowerCase(), body);
  }

  @Post('approvals/:id/comments')
  @Requires('approval.decide')
  @Answers('ApprovalComment', 201)
  comment(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @IdempotencyKey() key: string,
    @Body() { text }: CommentDto,
  ): Promise<ApprovalComment> {
    return this.comments.add(caller, key, id.toLowerCase(), text);
  }

  @Get('approval-comments')
  @Requires('self.read')
  @Answers('Items<ApprovalComment>')
  async ownComments(
    @CurrentCaller() caller: Caller,
    @Query() { kind, subjectId }: SubjectQuery,
  ): Promise<{ items: ApprovalComment[] }> {
    return { items: await this.comments.ownOf(caller, kind, subjectId) };
  }

  @Get('approval-requests')
  @Requires('approval.oversee')
  @Answers('Page<StrandedRequest>')
  stranded(@CurrentCaller() caller: Caller, @Query() { cursor }: StrandedQuery): Promise<Page<StrandedRequest>> {
    return this.strandedRequests.page(caller, cursor);
  }

  @Put('approval-requests/:id/assignee')
  @HttpCode(204)
  @Requires('approval.oversee')
  @Answers('nothing')
  reassign(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReassignmentDto,
  ): Promise<void> {
    return this.transfers.reassign(caller, id.toLowerCase(), body);
  }
}
