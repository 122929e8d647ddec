import Taro from '@tarojs/taro';
import type { CoarseLocation } from '@shared/check-in';
import type { ArrivalFix } from '@shared/return';
import { coarse } from './coarse';

/** WeChat lets an app declare either its fuzzy location or the exact one; here the exact one, rounded on the phone. */
export const coarseLocation = async (): Promise<CoarseLocation> => {
  const { latitude, longitude, accuracy } = await Taro.getLocation({ type: 'wgs84' });
  return coarse(latitude, longitude, accuracy);
};

const WAIT_MS = 8000;

export const preciseLocation = async (): Promise<ArrivalFix> => {
  const { latitude, longitude, accuracy } = await Taro.getLocation({
    type: 'wgs84',
    isHighAccuracy: true,
    highAccuracyExpireTime: WAIT_MS,
  });
  return { latitude, longitude, accuracy: Math.round(accuracy), system: 'wgs84' };
};
