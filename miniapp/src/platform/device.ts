import Taro from '@tarojs/taro';
import type { Device } from '@shared/identity';
import { useSession } from '@/state/session';

const LONGEST_NAME = 60;

/** What a person recognises in the list of signed-in phones. */
export const thisDevice = (): Device => {
  const { brand, model, system } = Taro.getSystemInfoSync();
  const name = [brand, model, system].filter((part) => part && part !== 'unknown').join(' ');
  return { id: useSession.getState().deviceId, name: (name || (process.env.TARO_ENV ?? '')).slice(0, LONGEST_NAME) };
};
