import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module';
import { GateModule } from '../gate/gate.module';
import { PassModule } from '../pass/pass.module';
import { PassKeyModule } from '../pass-key/pass-key.module';
import { TemporaryPassModule } from '../temporary-pass/temporary-pass.module';
import { GatePermits } from './gate-permits.service';
import { PassCodeController } from './pass-code.controller';
import { PassCodeService } from './pass-code.service';

/** Codes that open one gate, one way, once, for a minute. */
@Module({
  imports: [BookingModule, GateModule, PassModule, PassKeyModule, TemporaryPassModule],
  controllers: [PassCodeController],
  providers: [GatePermits, PassCodeService],
})
export class PassCodeModule {}
