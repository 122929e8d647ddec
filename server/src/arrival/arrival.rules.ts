import { inWgs84, metresBetween, type Place } from '@shared/coordinates';
import type { ArrivalFix, ArrivalFlag, CampusCircle } from '@shared/return';

/** A fix that may be farther off than this says nothing about a campus; satellites give 5 to 50 metres, Wi-Fi 20 to 150. */
export const ACCURACY_BOUND_METRES = 200;

export type ArrivalVerdict =
  /** `isByAccuracy`: the point itself lies outside, what it may be off reaches in */
  | { verdict: 'inside'; isByAccuracy: boolean }
  | { verdict: 'inaccurate' }
  /** metres to the nearest edge; null where the campus has no circle */
  | { verdict: 'outside'; distanceMetres: number | null };

/** WGS 84 with six decimals, eleven centimetres: what is kept and compared. */
export const placeOfFix = ({ system, ...fix }: ArrivalFix): Place => {
  const { latitude, longitude } = inWgs84(fix, system);
  const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return { latitude: rounded(latitude), longitude: rounded(longitude) };
};

/** Inside when the circle, or what the fix may be off, reaches the place. Far away stays outside, however vague. */
export const arrivalVerdict = (
  place: Place,
  accuracyMetres: number,
  circles: readonly Pick<CampusCircle, 'latitude' | 'longitude' | 'radiusMetres'>[],
): ArrivalVerdict => {
  const beyond = circles.map((circle) => metresBetween(place, circle) - circle.radiusMetres);
  const nearest = Math.min(...beyond);
  if (circles.length === 0 || nearest > accuracyMetres) {
    return { verdict: 'outside', distanceMetres: circles.length === 0 ? null : Math.round(nearest) };
  }
  return accuracyMetres > ACCURACY_BOUND_METRES
    ? { verdict: 'inaccurate' }
    : { verdict: 'inside', isByAccuracy: nearest > 0 };
};

export interface ArrivalFacts {
  /** nobody gets here so fast from where the last report was sent */
  isImpossible: boolean;
  /** somebody else arrived at the very same six decimals */
  isRepeated: boolean;
  isByAccuracy: boolean;
}

/** What an approver should know of an arrival; it refuses nothing. */
export const arrivalFlags = ({ isImpossible, isRepeated, isByAccuracy }: ArrivalFacts): ArrivalFlag[] => {
  const found: [ArrivalFlag, boolean][] = [
    ['impossible_travel', isImpossible],
    ['repeated_coordinates', isRepeated],
    ['inaccurate', isByAccuracy],
  ];
  return found.filter(([, isSo]) => isSo).map(([flag]) => flag);
};
