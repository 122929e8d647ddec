import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain-error';
import { Env } from '../env';
import { PlatformLogin, type PlatformUser } from './platform-login.service';

const CODE = /^sandbox:([A-Za-z0-9_-]{1,64})(:uncertified)?$/;

/**
 * Made-up platform users: the code `sandbox:<subject>` is the user `<subject>`, with `:uncertified` one
 * without a real name at Alipay. Answers only where PLATFORM_SANDBOX is on, which production refuses to be.
 */
@Injectable()
export class SandboxPlatformLogin extends PlatformLogin {
  constructor(private readonly env: Env) {
    super();
  }

  override exchange(platform: PlatformUser['platform'], code: string): Promise<PlatformUser> {
    if (!this.env.PLATFORM_SANDBOX || this.env.isProduction) {
      return Promise.reject(new DomainError('PLATFORM_UNAVAILABLE'));
    }
    const [, subject, uncertified] = CODE.exec(code) ?? [];
    if (subject === undefined) {
      return Promise.reject(new DomainError('PLATFORM_CODE_WRONG'));
    }
    const isCertified = platform !== 'alipay' || uncertified === undefined;
    return Promise.resolve({ platform, appId: 'sandbox', subject, isCertified });
  }
}
