import { Env } from '../env';
import { SandboxPlatformLogin } from './sandbox-platform-login';

const login = (change: Partial<Pick<Env, 'PLATFORM_SANDBOX' | 'NODE_ENV'>>) =>
  new SandboxPlatformLogin(Object.assign(new Env(), { PLATFORM_SANDBOX: true, NODE_ENV: 'test' }, change));

describe('the sandbox of the platforms', () => {
  it('knows its own codes only', async () => {
    await expect(login({}).exchange('alipay', 'sandbox:u1')).resolves.toMatchObject({
      subject: 'u1',
      isCertified: true,
    });
    await expect(login({}).exchange('alipay', 'sandbox:u1:uncertified')).resolves.toMatchObject({ isCertified: false });
    await expect(login({}).exchange('weapp', 'sandbox:u1:uncertified')).resolves.toMatchObject({ isCertified: true });
    await expect(login({}).exchange('weapp', 'u1')).rejects.toMatchObject({ code: 'PLATFORM_CODE_WRONG' });
  });

  it('answers neither in production nor where it is off', async () => {
    const refusal = { code: 'PLATFORM_UNAVAILABLE' };
    await expect(login({ PLATFORM_SANDBOX: false }).exchange('alipay', 'sandbox:u1')).rejects.toMatchObject(refusal);
    await expect(login({ NODE_ENV: 'production' }).exchange('alipay', 'sandbox:u1')).rejects.toMatchObject(refusal);
  });
});
