import Taro from '@tarojs/taro';
import type { CoarseLocation } from '@shared/check-in';
import type { ArrivalFix } from '@shared/return';
import { coarse } from './coarse';

interface AlipayBridge {
  getLocation: (options: {
    type: number;
    cacheTimeout: number;
    success: (answer: { latitude: string; longitude: string; accuracy: string }) => void;
    fail: (error: unknown) => void;
  }) => void;
}
declare const my: AlipayBridge;

export const coarseLocation = async (): Promise<CoarseLocation> => {
  const { latitude, longitude, accuracy } = await Taro.getLocation({ type: 'wgs84' });
  return coarse(Number(latitude), Number(longitude), Number(accuracy));
};

/** Alipay speaks of the shifted grid of Chinese maps. */
export const preciseLocation = (): Promise<ArrivalFix> =>
  new Promise((resolve, reject) => {
    my.getLocation({
      type: 0,
      cacheTimeout: 0,
      success: ({ latitude, longitude, accuracy }) =>
        resolve({
          latitude: Number(latitude),
          longitude: Number(longitude),
          accuracy: Math.round(Number(accuracy)),
          system: 'gcj02',
        }),
      fail: reject,
    });
  });
