import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { SupportView } from '@shared/support';
import { Answers } from '../common/answers';
import { DomainError } from '../common/domain-error';
import { Requires } from '../common/requires';
import { SupportService } from './support.service';

const SCHOOL_CODE = /^[a-z0-9-]{2,32}$/;

@Controller('schools')
export class SupportController {
  constructor(private readonly support: SupportService) {}

  @Get(':code/support')
  @ApiOperation({ summary: 'Questions, contacts, halls and tutorials of a school' })
  @Requires('public')
  @Answers('SupportView')
  view(@Param('code') code: string): Promise<SupportView> {
    if (!SCHOOL_CODE.test(code)) {
      throw new DomainError('SCHOOL_UNKNOWN');
    }
    return this.support.view(code);
  }
}
