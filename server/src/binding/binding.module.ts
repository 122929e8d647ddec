import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module';
import { SessionModule } from '../session/session.module';
import { BindingController } from './binding.controller';
import { BindingService } from './binding.service';
import { PlatformLogin } from './platform-login.service';
import { SandboxPlatformLogin } from './sandbox-platform-login';

/** Logins of Alipay, WeChat and the browser, and whose they are. */
@Module({
  imports: [NoticeModule, SessionModule],
  controllers: [BindingController],
  providers: [BindingService, { provide: PlatformLogin, useClass: SandboxPlatformLogin }],
  exports: [BindingService, PlatformLogin],
})
export class BindingModule {}
