import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { CorrectionTask, CorrectionView } from '@shared/identity';
import type { Page } from '@shared/paging';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CorrectionDecision } from './correction-decision';
import { CorrectionQuery, CorrectionRequestDto, DecisionDto } from './correction.dto';
import { CorrectionService } from './correction.service';

@Controller()
export class CorrectionController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly decisions: CorrectionDecision,
  ) {}

  @Get('me/correction-requests')
  @Requires('self.read')
  @Answers('Items<CorrectionView>')
  async own(@CurrentCaller() caller: Caller): Promise<{ items: CorrectionView[] }> {
    return { items: await this.corrections.ownOf(caller) };
  }

  @Post('me/correction-requests')
  @Requires('self.write')
  @Answers('CorrectionView', 201)
  ask(@CurrentCaller() caller: Caller, @Body() request: CorrectionRequestDto): Promise<CorrectionView> {
    return this.corrections.ask(caller, request);
  }

  @Get('correction-requests')
  @Requires('correction.decide')
  @Answers('Page<CorrectionTask>')
  list(@CurrentCaller() caller: Caller, @Query() { state, cursor }: CorrectionQuery): Promise<Page<CorrectionTask>> {
    return this.corrections.page(caller.schoolId, state, cursor);
  }

  @Post('correction-requests/:id/decision')
  @HttpCode(204)
  @Requires('correction.decide')
  @Answers('nothing')
  decide(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() decision: DecisionDto,
  ): Promise<void> {
    return this.decisions.decide(caller, id, decision);
  }
}
