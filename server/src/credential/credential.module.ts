import { Module } from '@nestjs/common';
import { CredentialService } from './credential.service';
import { ResetCodeService } from './reset-code.service';

/** Passwords and the codes that replace them. */
@Module({
  providers: [CredentialService, ResetCodeService],
  exports: [CredentialService, ResetCodeService],
})
export class CredentialModule {}
