import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { HeartbeatAnswer } from '@shared/terminal';
import { Answers } from '../common/answers';
import { Requires } from '../common/requires';
import { CurrentTerminal, type KnownTerminal } from '../common/terminal';
import { TerminalBoots } from './terminal-boots.service';
import { TerminalHeartbeats } from './terminal-heartbeats.service';
import { BootDto, HeartbeatDto } from './terminal.dto';

@Controller('terminal')
export class TerminalController {
  constructor(
    private readonly boots: TerminalBoots,
    private readonly heartbeats: TerminalHeartbeats,
  ) {}

  @Post('boots')
  @ApiOperation({ summary: 'Announce a start' })
  @HttpCode(204)
  @Requires('terminal')
  @Answers('nothing')
  boot(@CurrentTerminal() terminal: KnownTerminal, @Body() boot: BootDto): Promise<void> {
    return this.boots.announce(terminal, boot);
  }

  @Post('heartbeats')
  @ApiOperation({ summary: 'Say that the device lives, and learn the time' })
  @HttpCode(200)
  @Requires('terminal')
  @Answers('HeartbeatAnswer')
  beat(@CurrentTerminal() terminal: KnownTerminal, @Body() heartbeat: HeartbeatDto): Promise<HeartbeatAnswer> {
    return this.heartbeats.beat(terminal, heartbeat);
  }
}
