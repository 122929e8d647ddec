import Taro from '@tarojs/taro';
import type { CoarseLocation } from '@shared/check-in';
import { coarse } from './coarse';

/** WeChat's fuzzy location is a circle of about five kilometres. */
const FUZZY_METRES = 5000;

export const coarseLocation = async (): Promise<CoarseLocation> => {
  const { latitude, longitude } = await Taro.getFuzzyLocation({ type: 'wgs84' });
  return coarse(latitude, longitude, FUZZY_METRES);
};
