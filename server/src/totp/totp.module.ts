import { Module } from '@nestjs/common';
import { TotpService } from './totp.service';

/** Second factor of staff roles. */
@Module({ providers: [TotpService], exports: [TotpService] })
export class TotpModule {}
