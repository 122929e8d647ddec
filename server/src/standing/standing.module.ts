import { Module } from '@nestjs/common';
import { PassStandings } from './pass-standings.service';

/** What terminals know of passes while they have no network. */
@Module({ providers: [PassStandings], exports: [PassStandings] })
export class StandingModule {}
