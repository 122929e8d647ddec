import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { GateModule } from '../gate/gate.module';
import { TerminalModule } from '../terminal/terminal.module';
import { TerminalBoard } from './terminal-board.service';
import { TerminalCare } from './terminal-care.service';
import { TerminalDeskController } from './terminal-desk.controller';
import { TerminalDesk } from './terminal-desk.service';
import { TerminalsAtGates } from './terminals-at-gates.service';

/** The devices of a school for its administrator: set up, watched, revoked. */
@Module({
  imports: [EnrolmentModule, GateModule, TerminalModule],
  controllers: [TerminalDeskController],
  providers: [TerminalBoard, TerminalCare, TerminalDesk, TerminalsAtGates],
})
export class TerminalDeskModule {}
