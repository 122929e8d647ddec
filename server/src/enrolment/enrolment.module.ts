import { Module } from '@nestjs/common';
import { TerminalModule } from '../terminal/terminal.module';
import { TerminalSyncModule } from '../terminal-sync/terminal-sync.module';
import { DeviceKeys } from './device-keys.service';
import { EnrolmentCodes } from './enrolment-codes.service';
import { EnrolmentThrottle } from './enrolment-throttle';
import { EnrolmentController } from './enrolment.controller';
import { Enrolment } from './enrolment.service';

/** How a device becomes a terminal, by a code and a key, and changes its key. */
@Module({
  imports: [TerminalModule, TerminalSyncModule],
  controllers: [EnrolmentController],
  providers: [DeviceKeys, Enrolment, EnrolmentCodes, EnrolmentThrottle],
  exports: [EnrolmentCodes],
})
export class EnrolmentModule {}
