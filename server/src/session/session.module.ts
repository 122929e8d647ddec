import { Module } from '@nestjs/common';
import { CallerReader } from '../common/caller';
import { NoticeModule } from '../notice/notice.module';
import { SessionCallerReader } from './session-caller-reader.service';
import { SessionController } from './session.controller';
import { SessionService } from './session.service';
import { TokenService } from './token.service';

/** Tokens and signed-in devices; gives the guard its caller. */
@Module({
  imports: [NoticeModule],
  controllers: [SessionController],
  providers: [TokenService, SessionService, { provide: CallerReader, useClass: SessionCallerReader }],
  exports: [TokenService, SessionService, CallerReader],
})
export class SessionModule {}
