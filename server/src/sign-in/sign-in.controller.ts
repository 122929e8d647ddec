import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { SignInAnswer, TotpEnrolment } from '@shared/identity';
import { Answers } from '../common/answers';
import { Requires } from '../common/requires';
import { CardStep } from './card-step';
import { PasswordStep } from './password-step';
import {
  BindCardDto,
  CardChoiceDto,
  PlatformSignInDto,
  SetPasswordDto,
  SignInDto,
  TicketDto,
  TotpDto,
} from './sign-in.dto';
import { SignInService } from './sign-in.service';
import { TotpStep } from './totp-step';

@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cardStep: CardStep,
    private readonly passwordStep: PasswordStep,
    private readonly totpStep: TotpStep,
  ) {}

  @Post('sessions')
  @ApiOperation({ summary: 'Sign in with school, number and password' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  signIn(@Body() body: SignInDto, @Ip() address: string): Promise<SignInAnswer> {
    return this.signIns.byPassword(body, address);
  }

  @Post('sessions/platform')
  @ApiOperation({ summary: 'Sign in with a code of Alipay or WeChat' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  signInByPlatform(@Body() body: PlatformSignInDto): Promise<SignInAnswer> {
    return this.signIns.byPlatform(body);
  }

  @Post('bindings')
  @ApiOperation({ summary: 'Bind a campus card to the platform account' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  bind(@Body() body: BindCardDto, @Ip() address: string): Promise<SignInAnswer> {
    return this.signIns.bindCard(body, address);
  }

  @Post('sessions/card')
  @ApiOperation({ summary: 'Choose one of several cards by its last four digits' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  chooseCard(@Body() { ticket, lastFour }: CardChoiceDto): Promise<SignInAnswer> {
    return this.cardStep.choose(ticket, lastFour);
  }

  @Post('sessions/password')
  @ApiOperation({ summary: 'Set a password in the place of the initial one' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  setPassword(@Body() { ticket, newPassword }: SetPasswordDto): Promise<SignInAnswer> {
    return this.passwordStep.setPassword(ticket, newPassword);
  }

  @Post('sessions/totp/enrolment')
  @ApiOperation({ summary: 'Begin to use an authenticator app' })
  @HttpCode(200)
  @Requires('public')
  @Answers('TotpEnrolment')
  enrolTotp(@Body() { ticket }: TicketDto): Promise<TotpEnrolment> {
    return this.totpStep.enrol(ticket);
  }

  @Post('sessions/totp')
  @ApiOperation({ summary: 'Give the six digits of the authenticator app' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  confirmTotp(@Body() { ticket, code }: TotpDto): Promise<SignInAnswer> {
    return this.totpStep.confirm(ticket, code);
  }
}
