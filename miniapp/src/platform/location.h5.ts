import type { CoarseLocation } from '@shared/check-in';
import { coarse } from './coarse';

const TIME_OUT_MS = 8000;

export const coarseLocation = (): Promise<CoarseLocation> =>
  new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      return reject(new Error('no geolocation'));
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coarse(coords.latitude, coords.longitude, coords.accuracy)),
      reject,
      { enableHighAccuracy: false, timeout: TIME_OUT_MS, maximumAge: 600_000 },
    );
  });
