import Taro from '@tarojs/taro';
import type { CoarseLocation } from '@shared/check-in';
import { coarse } from './coarse';

export const coarseLocation = async (): Promise<CoarseLocation> => {
  const { latitude, longitude, accuracy } = await Taro.getLocation({ type: 'wgs84' });
  return coarse(Number(latitude), Number(longitude), Number(accuracy));
};
