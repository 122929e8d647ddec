import type { CampusCircle } from '@shared/return';
import { distanceTo, saidDistance } from './distance';

const circle = (campusId: string, latitude: number, radiusMetres: number): CampusCircle => ({
  campusId,
  name: { zh: campusId, en: campusId },
  latitude,
  longitude: 111.75,
  radiusMetres,
});
const circles = [circle('east', 40.84, 500), circle('east', 40.86, 300), circle('west', 41.5, 500)];
const at = (latitude: number) => ({ latitude, longitude: 111.75, accuracy: 20, system: 'wgs84' as const });

describe('the distance to a campus', () => {
  it('is nothing inside any of its circles', () => {
    expect(distanceTo('east', circles, at(40.8601))?.metres).toBe(0);
  });

  it('is that to the nearest edge', () => {
    expect(distanceTo('east', circles, at(40.83))?.metres).toBeCloseTo(612, -1);
  });

  it('asks only for the grounds of the campus that is meant', () => {
    expect(distanceTo('west', circles, at(40.84))?.metres).toBeGreaterThan(70_000);
    expect(distanceTo('north', circles, at(40.84))).toBeNull();
  });

  it('takes the shift of Chinese maps off', () => {
    const shifted = { ...at(40.84), system: 'gcj02' as const };
    expect(distanceTo('east', [circle('east', 40.84, 1)], shifted)?.metres).toBeGreaterThan(100);
  });

  it.each([
    [0, 'metres', '0'],
    [41, 'metres', '50'],
    [2_440, 'kilometres', '2.4'],
    [812_300, 'kilometres', '812'],
  ])('is said of %d m in %s as %s', (metres, unit, figure) => {
    expect(saidDistance(metres)).toEqual({ unit, figure });
  });
});
