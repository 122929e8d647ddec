import { Module } from '@nestjs/common';
import { ToldPhonesModule } from '../check-in/told-phones.module';
import { CredentialService } from './credential.service';
import { ResetCodeService } from './reset-code.service';

/** Passwords and the codes that replace them. */
@Module({
  imports: [ToldPhonesModule],
  providers: [CredentialService, ResetCodeService],
  exports: [CredentialService, ResetCodeService],
})
export class CredentialModule {}
