import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { StandingCheck, StandingPage, TerminalConfig } from '@shared/terminal';
import { Answers } from '../common/answers';
import { Requires } from '../common/requires';
import { CurrentTerminal, type KnownTerminal } from '../common/terminal';
import { StandingFeed } from './standing-feed.service';
import { TerminalConfigs } from './terminal-configs.service';
import { StandingQuery } from './terminal-sync.dto';

@Controller('terminal')
export class TerminalSyncController {
  constructor(
    private readonly configs: TerminalConfigs,
    private readonly standings: StandingFeed,
  ) {}

  @Get('config')
  @ApiOperation({ summary: 'What the device must know of its gate' })
  @Requires('terminal')
  @Answers('TerminalConfig')
  config(@CurrentTerminal() terminal: KnownTerminal): Promise<TerminalConfig> {
    return this.configs.of(terminal);
  }

  @Get('standings')
  @ApiOperation({ summary: 'How passes stand, changes only' })
  @Requires('terminal')
  @Answers('StandingPage')
  page(@CurrentTerminal() terminal: KnownTerminal, @Query() { cursor }: StandingQuery): Promise<StandingPage> {
    return this.standings.page(terminal, cursor);
  }

  @Get('standings/check')
  @ApiOperation({ summary: 'Compare the standings that a device holds' })
  @Requires('terminal')
  @Answers('StandingCheck')
  check(@CurrentTerminal() terminal: KnownTerminal, @Query() { cursor }: StandingQuery): Promise<StandingCheck> {
    return this.standings.check(terminal, cursor);
  }
}
