import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { PassCodeAnswer } from '@shared/pass-code';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { PassCodeDto } from './pass-code.dto';
import { PassCodeService } from './pass-code.service';

@Controller('pass/codes')
export class PassCodeController {
  constructor(private readonly codes: PassCodeService) {}

  @Post()
  @ApiOperation({ summary: 'Codes for one gate and direction, with a reserve' })
  @HttpCode(200)
  @Requires('pass.show')
  @Answers('PassCodeAnswer')
  issue(@CurrentCaller() caller: Caller, @Body() request: PassCodeDto): Promise<PassCodeAnswer> {
    return this.codes.issue(caller, request);
  }
}
