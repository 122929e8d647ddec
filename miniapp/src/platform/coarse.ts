import type { CoarseLocation } from '@shared/check-in';

const KILOMETRE_IN_METRES = 1000;
const twoDecimals = (degrees: number): number => Math.round(degrees * 100) / 100;

/** Rounds to two decimals before anything leaves the phone. */
export const coarse = (latitude: number, longitude: number, accuracy: number): CoarseLocation => ({
  latitude: twoDecimals(latitude),
  longitude: twoDecimals(longitude),
  accuracy: Math.max(KILOMETRE_IN_METRES, Math.round(accuracy)),
});
