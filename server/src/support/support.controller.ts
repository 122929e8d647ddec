import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { SupportView } from '@shared/support';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Requires } from '../common/requires';
import { SupportDto } from './support.dto';
import { SupportService } from './support.service';

const SCHOOL_CODE = /^[a-z0-9-]{2,32}$/;

@Controller()
export class SupportController {
  constructor(private readonly support: SupportService) {}

  @Get('schools/:code/support')
  @ApiOperation({ summary: 'Questions, contacts, halls and tutorials of a school' })
  @Requires('public')
  @Answers('SupportView')
  view(@Param('code') code: string): Promise<SupportView> {
    if (!SCHOOL_CODE.test(code)) {
      throw new DomainError('SCHOOL_UNKNOWN');
    }
    return this.support.view(code);
  }

  @Put('support')
  @ApiOperation({ summary: "Write one's own school's questions, contacts, halls and tutorials" })
  @Requires('support.manage')
  @Answers('SupportView')
  write(@CurrentCaller() caller: Caller, @Body() support: SupportDto): Promise<SupportView> {
    return this.support.write(caller, support);
  }
}
