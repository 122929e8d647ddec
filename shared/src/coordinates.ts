import type { CoordinateSystem } from './return';

export interface Place {
  latitude: number;
  longitude: number;
}

const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The way over the ground in metres; both places in the same system. */
export const metresBetween = (one: Place, other: Place): number => {
  const north = radians(other.latitude - one.latitude) / 2;
  const east = radians(other.longitude - one.longitude) / 2;
  const chord =
    Math.sin(north) ** 2 + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
};

/** Krasovsky 1940, on which the shift of Chinese maps is defined. */
const AXIS_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

const waves = (x: number): number => (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);

const shiftOf = ({ latitude, longitude }: Place): Place => {
  const x = longitude - 105;
  const y = latitude - 35;
  const root = 0.2 * Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    root +
    waves(x) +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    root / 2 +
    waves(x) +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3);
  const flat = 1 - ECCENTRICITY_SQUARED * Math.sin(radians(latitude)) ** 2;
  return {
    latitude: (north * 180) / (((AXIS_METRES * (1 - ECCENTRICITY_SQUARED)) / (flat * Math.sqrt(flat))) * Math.PI),
    longitude: (east * 180) / ((AXIS_METRES / Math.sqrt(flat)) * Math.cos(radians(latitude)) * Math.PI),
  };
};

/** Takes the shift of Chinese maps (some hundred metres) off, to within a metre or two. */
export const inWgs84 = (place: Place, system: CoordinateSystem): Place => {
  if (system === 'wgs84') {
    return { latitude: place.latitude, longitude: place.longitude };
  }
  const shift = shiftOf(place);
  const guess = { latitude: place.latitude - shift.latitude, longitude: place.longitude - shift.longitude };
  const finer = shiftOf(guess);
  return { latitude: place.latitude - finer.latitude, longitude: place.longitude - finer.longitude };
};
