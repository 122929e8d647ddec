import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module';
import { CaseModule } from '../case/case.module';
import { GateModule } from '../gate/gate.module';
import { HoldModule } from '../hold/hold.module';
import { PassModule } from '../pass/pass.module';
import { PassKeyModule } from '../pass-key/pass-key.module';
import { TemporaryPassModule } from '../temporary-pass/temporary-pass.module';
import { TerminalModule } from '../terminal/terminal.module';
import { UploadModule } from '../upload/upload.module';
import { EventFollowUps } from './event-follow-ups.service';
import { DoorEvents } from './door-events.service';
import { EventReader } from './event-reader.service';
import { EventStore } from './event-store.service';
import { EventService } from './event.service';
import { LatePermits } from './late-permits.service';
import { PassageCases } from './passage-cases.service';
import { ScanAnswers } from './scan-answers.service';
import { ScanFactsReader } from './scan-facts.service';
import { ScanJudge } from './scan-judge.service';
import { ScanRecord } from './scan-record.service';
import { ScanService } from './scan.service';
import { Showings } from './showings.service';
import { TerminalPassageController } from './terminal-passage.controller';
import { UploadAllowance } from './upload-allowance';
import { UploadTurns } from './upload-turns';

/** What happens at a gate: verdicts at once, and what terminals decided while they had no network. */
@Module({
  imports: [
    BookingModule,
    CaseModule,
    GateModule,
    HoldModule,
    PassModule,
    PassKeyModule,
    TemporaryPassModule,
    TerminalModule,
    UploadModule,
  ],
  controllers: [TerminalPassageController],
  providers: [
    DoorEvents,
    EventFollowUps,
    EventReader,
    EventStore,
    EventService,
    LatePermits,
    PassageCases,
    ScanAnswers,
    ScanFactsReader,
    ScanJudge,
    ScanRecord,
    ScanService,
    Showings,
    UploadAllowance,
    UploadTurns,
  ],
})
export class PassageModule {}
