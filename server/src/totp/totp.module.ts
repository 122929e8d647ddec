import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module';
import { TotpReset } from './totp-reset.service';
import { TotpService } from './totp.service';

/** Second factor of staff roles. */
@Module({ imports: [SessionModule], providers: [TotpService, TotpReset], exports: [TotpService, TotpReset] })
export class TotpModule {}
