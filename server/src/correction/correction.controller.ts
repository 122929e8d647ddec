import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { CorrectionTask, CorrectionView } from '@shared/identity';
import type { Page } from '@shared/paging';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CorrectionDecision } from './correction-decision';
import { CorrectionQuery, CorrectionRequestDto, CorrectionDecisionDto } from './correction.dto';
import { CorrectionService } from './correction.service';

@Controller()
export class CorrectionController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly decisions: CorrectionDecision,
  ) {}

  @Get('me/correction-requests')
  @ApiOperation({ summary: "One's own correction requests" })
  @Requires('self.read')
  @Answers('Items<CorrectionView>')
  async own(@CurrentCaller() caller: Caller): Promise<{ items: CorrectionView[] }> {
    return { items: await this.corrections.ownOf(caller) };
  }

  @Post('me/correction-requests')
  @ApiOperation({ summary: 'Ask for a correction of name, number or unit' })
  @Requires('self.write')
  @Answers('CorrectionView', 201)
  ask(@CurrentCaller() caller: Caller, @Body() request: CorrectionRequestDto): Promise<CorrectionView> {
    return this.corrections.ask(caller, request);
  }

  @Get('correction-requests')
  @ApiOperation({ summary: 'Correction requests that wait for a decision' })
  @Requires('correction.decide')
  @Answers('Page<CorrectionTask>')
  list(@CurrentCaller() caller: Caller, @Query() { state, cursor }: CorrectionQuery): Promise<Page<CorrectionTask>> {
    return this.corrections.page(caller.schoolId, state, cursor);
  }

  @Post('correction-requests/:id/decision')
  @ApiOperation({ summary: 'Accept or reject a correction request' })
  @HttpCode(204)
  @Requires('correction.decide')
  @Answers('nothing')
  decide(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() decision: CorrectionDecisionDto,
  ): Promise<void> {
    return this.decisions.decide(caller, id, decision);
  }
}
