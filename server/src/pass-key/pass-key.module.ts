import { Module } from '@nestjs/common';
import { PassKeyController } from './pass-key.controller';
import { PassKeyService } from './pass-key.service';

/** The keys by which pass codes are signed and verified, and their public halves for everybody (RFC 7517). */
@Module({
  controllers: [PassKeyController],
  providers: [PassKeyService],
  exports: [PassKeyService],
})
export class PassKeyModule {}
