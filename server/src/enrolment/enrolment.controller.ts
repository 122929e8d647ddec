import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { EnrolmentAnswer, KeyRotationAnswer } from '@shared/terminal';
import { Answers } from '../common/answers';
import { Requires } from '../common/requires';
import { Signed, type SignedMessage } from '../common/signed-message';
import { CurrentTerminal, type KnownTerminal } from '../common/terminal';
import { EnrolmentDto, KeyRotationDto } from './enrolment.dto';
import { Enrolment } from './enrolment.service';

@Controller('terminal')
export class EnrolmentController {
  constructor(private readonly enrolment: Enrolment) {}

  @Post('enrolment')
  @ApiOperation({ summary: "Become a terminal, with the administrator's code" })
  @HttpCode(200)
  @Requires('public')
  @Answers('EnrolmentAnswer')
  enrol(
    @Signed() message: SignedMessage,
    @Body() request: EnrolmentDto,
    @Ip() address: string,
  ): Promise<EnrolmentAnswer> {
    return this.enrolment.enrol(message, request, address);
  }

  @Post('key')
  @ApiOperation({ summary: 'Put another key in the place of this one' })
  @HttpCode(200)
  @Requires('terminal')
  @Answers('KeyRotationAnswer')
  rotate(@CurrentTerminal() terminal: KnownTerminal, @Body() rotation: KeyRotationDto): Promise<KeyRotationAnswer> {
    return this.enrolment.rotate(terminal, rotation);
  }
}
