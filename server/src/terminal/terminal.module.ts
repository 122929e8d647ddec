import { Module } from '@nestjs/common';
import { TerminalReader } from '../common/terminal';
import { DeviceProof } from './device-proof.service';
import { SignedTerminalReader } from './signed-terminal-reader.service';
import { TerminalAlarms } from './terminal-alarms.service';
import { TerminalBoots } from './terminal-boots.service';
import { TerminalHeartbeats } from './terminal-heartbeats.service';
import { TerminalKeys } from './terminal-keys.service';
import { TerminalNonces } from './terminal-nonces.service';
import { TerminalController } from './terminal.controller';

/** Which device is calling, since when it runs, and what is wrong with it; gives the guard its terminal. */
@Module({
  controllers: [TerminalController],
  providers: [
    DeviceProof,
    TerminalAlarms,
    TerminalBoots,
    TerminalHeartbeats,
    TerminalKeys,
    TerminalNonces,
    { provide: TerminalReader, useClass: SignedTerminalReader },
  ],
  exports: [DeviceProof, TerminalAlarms, TerminalBoots, TerminalKeys, TerminalNonces, TerminalReader],
})
export class TerminalModule {}
