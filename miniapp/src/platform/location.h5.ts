import type { CoarseLocation } from '@shared/check-in';
import type { ArrivalFix } from '@shared/return';
import { coarse } from './coarse';

const TIME_OUT_MS = 8000;
const PRECISE_TIME_OUT_MS = 15_000;

const located = (options: PositionOptions): Promise<GeolocationCoordinates> =>
  new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      return reject(new Error('no geolocation'));
    }
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, options);
  });

export const coarseLocation = async (): Promise<CoarseLocation> => {
  const coords = await located({ enableHighAccuracy: false, timeout: TIME_OUT_MS, maximumAge: 600_000 });
  return coarse(coords.latitude, coords.longitude, coords.accuracy);
};

export const preciseLocation = async (): Promise<ArrivalFix> => {
  const { latitude, longitude, accuracy } = await located({
    enableHighAccuracy: true,
    timeout: PRECISE_TIME_OUT_MS,
    maximumAge: 0,
  });
  return { latitude, longitude, accuracy: Math.round(accuracy), system: 'wgs84' };
};
