import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ApproverRuleView } from '@shared/return';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { ApproverRules } from './approver-rule.service';
import { ApproverRuleDto } from './approver.dto';

@Controller('approver-rules')
export class ApproverRuleController {
  constructor(private readonly rules: ApproverRules) {}

  @Get()
  @ApiOperation({ summary: 'Which units have approvers of their own' })
  @Requires('return.manage')
  @Answers('Items<ApproverRuleView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ApproverRuleView[] }> {
    return { items: await this.rules.list(caller.schoolId) };
  }

  @Get(':unitId')
  @ApiOperation({ summary: 'The approvers of a unit' })
  @Requires('return.manage')
  @Answers('ApproverRuleView')
  one(@CurrentCaller() caller: Caller, @Param('unitId', ParseUUIDPipe) unitId: string): Promise<ApproverRuleView> {
    return this.rules.one(caller.schoolId, unitId);
  }

  @Put(':unitId')
  @ApiOperation({ summary: 'Set the approvers of a unit and its notice' })
  @Requires('return.manage')
  @Answers('ApproverRuleView')
  set(
    @CurrentCaller() caller: Caller,
    @Param('unitId', ParseUUIDPipe) unitId: string,
    @Body() rule: ApproverRuleDto,
  ): Promise<ApproverRuleView> {
    return this.rules.set(caller, unitId, rule);
  }

  @Delete(':unitId')
  @ApiOperation({ summary: 'Let a unit have the approvers of the one above' })
  @HttpCode(204)
  @Requires('return.manage')
  @Answers('nothing')
  remove(@CurrentCaller() caller: Caller, @Param('unitId', ParseUUIDPipe) unitId: string): Promise<void> {
    return this.rules.remove(caller, unitId);
  }
}
