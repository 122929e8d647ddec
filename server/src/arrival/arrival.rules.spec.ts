import fc from 'fast-check';
import gcoord from 'gcoord';
import { metresBetween, type Place } from '@shared/coordinates';
import { ACCURACY_BOUND_METRES, arrivalFlags, arrivalVerdict, placeOfFix } from './arrival.rules';

/** A made-up campus near Hohhot. */
const CAMPUS = { latitude: 40.85, longitude: 111.7, radiusMetres: 500 };
const METRE = 1 / 111_195;
const north = (metres: number): Place => ({ latitude: CAMPUS.latitude + metres * METRE, longitude: CAMPUS.longitude });

describe('whether a place is on the campus', () => {
  it('is so inside the circle and at its edge, and not a metre past it', () => {
    expect(arrivalVerdict(north(0), 0, [CAMPUS])).toEqual({ verdict: 'inside', isByAccuracy: false });
    expect(arrivalVerdict(north(499.9), 0, [CAMPUS])).toEqual({ verdict: 'inside', isByAccuracy: false });
    expect(arrivalVerdict(north(501.5), 0, [CAMPUS])).toMatchObject({ verdict: 'outside' });
  });

  it('gives the phone the benefit of what it may be off, and says so', () => {
    expect(arrivalVerdict(north(580), 100, [CAMPUS])).toEqual({ verdict: 'inside', isByAccuracy: true });
    expect(arrivalVerdict(north(610), 100, [CAMPUS])).toEqual({ verdict: 'outside', distanceMetres: 110 });
  });

  it('asks for a better fix when it may be off by more than the bound', () => {
    expect(arrivalVerdict(north(0), ACCURACY_BOUND_METRES, [CAMPUS])).toMatchObject({ verdict: 'inside' });
    expect(arrivalVerdict(north(0), ACCURACY_BOUND_METRES + 1, [CAMPUS])).toEqual({ verdict: 'inaccurate' });
  });

  it('is not so 800 km away, however vague the fix within reason', () => {
    const far = arrivalVerdict(north(800_000), 5_000, [CAMPUS]);
    expect(far).toMatchObject({ verdict: 'outside' });
    expect(far).toHaveProperty('distanceMetres', expect.closeTo(799_500, -2));
  });

  it('takes the nearest of several circles, and none for a campus that has none', () => {
    const second = { ...north(3000), radiusMetres: 100 };
    expect(arrivalVerdict(north(3050), 0, [CAMPUS, second])).toMatchObject({ verdict: 'inside' });
    expect(arrivalVerdict(north(3200), 0, [CAMPUS, second])).toEqual({ verdict: 'outside', distanceMetres: 100 });
    expect(arrivalVerdict(north(0), 0, [])).toEqual({ verdict: 'outside', distanceMetres: null });
  });

  it('never lets in who is farther away than radius and bound together, whatever accuracy the phone claims', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -85, max: 85, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 0, max: 10_000_000, noNaN: true }),
        (latitude, longitude, accuracy) => {
          const place = { latitude, longitude };
          const { verdict } = arrivalVerdict(place, accuracy, [CAMPUS]);
          const isNear = metresBetween(place, CAMPUS) <= CAMPUS.radiusMetres + ACCURACY_BOUND_METRES;
          return verdict !== 'inside' || isNear;
        },
      ),
    );
  });
});

describe('a fix on the grid of Chinese maps', () => {
  const inChina = fc.record({
    latitude: fc.double({ min: 20, max: 50, noNaN: true }),
    longitude: fc.double({ min: 80, max: 125, noNaN: true }),
  });

  it('comes back to the globe within two metres, judged by another implementation of the published formula', () => {
    fc.assert(
      fc.property(inChina, (place) => {
        const [longitude, latitude] = gcoord.transform<[number, number]>(
          [place.longitude, place.latitude],
          gcoord.WGS84,
          gcoord.GCJ02,
        );
        return metresBetween(placeOfFix({ latitude, longitude, accuracy: 5, system: 'gcj02' }), place) < 2;
      }),
    );
  });

  it('would miss a small campus unconverted', () => {
    const shown = { latitude: CAMPUS.latitude, longitude: CAMPUS.longitude };
    expect(metresBetween(shown, placeOfFix({ ...shown, accuracy: 5, system: 'gcj02' }))).toBeGreaterThan(300);
  });

  it('is kept with six decimals', () => {
    expect(placeOfFix({ latitude: 40.84261234567, longitude: 111.7492, accuracy: 5, system: 'wgs84' })).toEqual({
      latitude: 40.842612,
      longitude: 111.7492,
    });
  });
});

describe('what an approver is told of an arrival', () => {
  const plain = { isImpossible: false, isRepeated: false, isByAccuracy: false };

  it('is nothing of a plain one', () => {
    expect(arrivalFlags(plain)).toEqual([]);
  });

  it('is that nobody travels so fast, that the fix was another’s, that the fix is vague', () => {
    expect(arrivalFlags({ ...plain, isImpossible: true })).toEqual(['impossible_travel']);
    expect(arrivalFlags({ ...plain, isRepeated: true })).toEqual(['repeated_coordinates']);
    expect(arrivalFlags({ ...plain, isByAccuracy: true })).toEqual(['inaccurate']);
  });
});
