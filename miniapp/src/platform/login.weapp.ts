import Taro from '@tarojs/taro';

export const platformLogin = async (): Promise<{ platform: 'weapp'; code: string }> => ({
  platform: 'weapp',
  code: (await Taro.login()).code,
});
