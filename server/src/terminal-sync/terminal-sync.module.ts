import { Module } from '@nestjs/common';
import { StandingFeed } from './standing-feed.service';
import { TerminalSyncController } from './terminal-sync.controller';

/** What devices keep for the time without network. */
@Module({ controllers: [TerminalSyncController], providers: [StandingFeed] })
export class TerminalSyncModule {}
