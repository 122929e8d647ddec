import { inWgs84, metresBetween } from './coordinates';

describe('metres between two places', () => {
  it('is nothing from a place to itself', () => {
    expect(metresBetween({ latitude: 40.84, longitude: 111.75 }, { latitude: 40.84, longitude: 111.75 })).toBe(0);
  });

  it('is a sixtieth of a nautical degree along a meridian', () => {
    expect(metresBetween({ latitude: 40, longitude: 111 }, { latitude: 41, longitude: 111 })).toBeCloseTo(111_195, -1);
  });

  it('shrinks with the latitude along a parallel', () => {
    const atTheEquator = metresBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 });
    expect(metresBetween({ latitude: 60, longitude: 0 }, { latitude: 60, longitude: 1 }) / atTheEquator).toBeCloseTo(
      0.5,
      3,
    );
  });
});

describe('the grid of Chinese maps', () => {
  // Tiananmen: the published pair of both grids, 2.5 m apart from the formula at most
  const shifted = { latitude: 39.908_823, longitude: 116.397_47 };
  const true84 = { latitude: 39.907_42, longitude: 116.391_23 };

  it('is taken back to the globe', () => {
    expect(metresBetween(inWgs84(shifted, 'gcj02'), true84)).toBeLessThan(5);
    expect(metresBetween(shifted, true84)).toBeGreaterThan(400);
  });

  it('leaves what is on the globe alone', () => {
    expect(inWgs84(true84, 'wgs84')).toEqual(true84);
  });
});
