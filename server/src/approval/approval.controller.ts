import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
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
  @ApiOperation({ summary: 'The inbox of requests, with their triage' })
  @Requires('approval.decide')
  @Answers('ApprovalInbox')
  list(@CurrentCaller() caller: Caller, @Query() query: InboxQuery): Promise<ApprovalInbox> {
    return this.inbox.list(caller, query);
  }

  @Post('approvals/decisions')
  @ApiOperation({ summary: 'Approve, return or reject a batch of requests' })
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
  @ApiOperation({ summary: 'Take a batch of decisions back while there is time' })
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
  @ApiOperation({ summary: 'One request in full' })
  @Requires('approval.decide')
  @Answers('ApprovalView')
  open(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ApprovalView> {
    return this.inbox.open(caller, id);
  }

  @Post('approvals/:id/transfer')
  @ApiOperation({ summary: 'Hand a request on to another approver' })
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
  @ApiOperation({ summary: 'Comment on a request' })
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
  @ApiOperation({ summary: "Comments on one's own requests" })
  @Requires('self.read')
  @Answers('Items<ApprovalComment>')
  async ownComments(
    @CurrentCaller() caller: Caller,
    @Query() { kind, subjectId }: SubjectQuery,
  ): Promise<{ items: ApprovalComment[] }> {
    return { items: await this.comments.ownOf(caller, kind, subjectId) };
  }

  @Get('approval-requests')
  @ApiOperation({ summary: 'Requests whose approver cannot decide' })
  @Requires('approval.oversee')
  @Answers('Page<StrandedRequest>')
  stranded(@CurrentCaller() caller: Caller, @Query() { cursor }: StrandedQuery): Promise<Page<StrandedRequest>> {
    return this.strandedRequests.page(caller, cursor);
  }

  @Put('approval-requests/:id/assignee')
  @ApiOperation({ summary: 'Give a stranded request to another approver' })
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
