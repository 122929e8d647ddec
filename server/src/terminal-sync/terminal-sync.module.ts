import { Module } from '@nestjs/common';
import { GateModule } from '../gate/gate.module';
import { PassModule } from '../pass/pass.module';
import { PassKeyModule } from '../pass-key/pass-key.module';
import { TerminalModule } from '../terminal/terminal.module';
import { StandingFeed } from './standing-feed.service';
import { StandingSums } from './standing-sums.service';
import { TerminalConfigs } from './terminal-configs.service';
import { TerminalSyncController } from './terminal-sync.controller';

/** What devices keep for the time without network: their config, and how passes stand. */
@Module({
  imports: [GateModule, PassKeyModule, PassModule, TerminalModule],
  controllers: [TerminalSyncController],
  providers: [StandingFeed, StandingSums, TerminalConfigs],
  exports: [TerminalConfigs],
})
export class TerminalSyncModule {}
