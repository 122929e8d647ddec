import { Body, Controller, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { SignInAnswer } from '@shared/identity';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { PasswordChange } from './password-change';
import { Redemption } from './redemption';
import { deviceOf, InvitationDto, PasswordChangeDto, PasswordResetDto } from './sign-in.dto';

@Controller()
export class PasswordController {
  constructor(
    private readonly redemption: Redemption,
    private readonly changes: PasswordChange,
  ) {}

  @Post('password-resets')
  @ApiOperation({ summary: 'Set a password with the code that card staff handed over' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  reset(@Body() body: PasswordResetDto, @Ip() address: string): Promise<SignInAnswer> {
    return this.redemption.resetPassword(body, deviceOf(body), address);
  }

  @Post('invitations')
  @ApiOperation({ summary: 'Accept an invitation and set the first password' })
  @HttpCode(200)
  @Requires('public')
  @Answers('SignInAnswer')
  accept(@Body() body: InvitationDto): Promise<SignInAnswer> {
    return this.redemption.acceptInvitation(body.token, body.newPassword, deviceOf(body));
  }

  @Put('me/password')
  @ApiOperation({ summary: "Change one's own password" })
  @HttpCode(204)
  @Requires('self.write')
  @Answers('nothing')
  change(@CurrentCaller() caller: Caller, @Body() body: PasswordChangeDto): Promise<void> {
    return this.changes.change(caller, body.currentPassword, body.newPassword);
  }
}
