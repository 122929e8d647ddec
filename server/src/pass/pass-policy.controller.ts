import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { PassPolicy } from '@shared/pass';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { PassPolicies } from './pass-policy.service';
import { PassPolicyDto } from './pass.dto';

@Controller('pass-policy')
export class PassPolicyController {
  constructor(private readonly policies: PassPolicies) {}

  @Get()
  @ApiOperation({ summary: 'What passes need at this school' })
  @Requires('pass.manage')
  @Answers('PassPolicy')
  view(@CurrentCaller() caller: Caller): Promise<PassPolicy> {
    return this.policies.of(caller.schoolId);
  }

  @Put()
  @ApiOperation({ summary: 'Change what passes need' })
  @Requires('pass.manage')
  @Answers('PassPolicy')
  change(@CurrentCaller() caller: Caller, @Body() policy: PassPolicyDto): Promise<PassPolicy> {
    return this.policies.change(caller, policy);
  }
}
