import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { SessionView, Tokens } from '@shared/identity';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { RefreshDto } from './session.dto';
import { SessionService } from './session.service';

@Controller()
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Post('sessions/refresh')
  @ApiOperation({ summary: 'Change a refresh token for new tokens' })
  @HttpCode(200)
  @Requires('public')
  @Answers('Tokens')
  refresh(@Body() { refreshToken }: RefreshDto): Promise<Tokens> {
    return this.sessions.refresh(refreshToken);
  }

  @Get('me/sessions')
  @ApiOperation({ summary: 'The sessions of whoever is signed in' })
  @Requires('self.read')
  @Answers('Items<SessionView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: SessionView[] }> {
    return { items: await this.sessions.listOf(caller) };
  }

  @Delete('me/sessions/current')
  @ApiOperation({ summary: 'Sign out' })
  @HttpCode(204)
  @Requires('self.write')
  @Answers('nothing')
  signOut(@CurrentCaller() caller: Caller): Promise<void> {
    return this.sessions.endOwn(caller, caller.sessionId, 'signed_out');
  }

  @Delete('me/sessions/:id')
  @ApiOperation({ summary: "End another session of one's own" })
  @HttpCode(204)
  @Requires('self.write')
  @Answers('nothing')
  end(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.sessions.endOwn(caller, id, 'ended_by_owner');
  }
}
