import type { Platform } from '@shared/identity';

export interface PlatformUser {
  platform: Exclude<Platform, 'h5'>;
  appId: string;
  /** the platform's own id of the user */
  subject: string;
  /** Alipay's real-name certification; WeChat tells nothing and counts as certified */
  isCertified: boolean;
}

/** Exchanges the code of a platform's login for its user. */
export abstract class PlatformLogin {
  /** @throws DomainError PLATFORM_CODE_WRONG, PLATFORM_UNAVAILABLE */
  abstract exchange(platform: PlatformUser['platform'], code: string): Promise<PlatformUser>;
}
