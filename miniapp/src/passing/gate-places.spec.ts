import type { Direction, GateMap } from '@shared/gate';
import { gateTowards, matching, ownersOf, placesOf, recentPlaces, saidGate, wayThrough } from './gate-places';

const words = (zh: string, en: string) => ({ zh, en });
const gate = (id: string, zh: string, en: string, directions: Direction[] = ['in', 'out']) => ({
  id,
  name: words(zh, en),
  directions,
  needsTemporaryPass: false,
  needsBooking: false,
});
const map: GateMap = {
  campuses: [
    {
      id: 'east',
      name: words('东区', 'East campus'),
      underClosedManagement: false,
      buildings: [
        { id: null, name: null, gates: [gate('main', '南门', 'South gate')] },
        {
          id: 'library',
          name: words('图书馆', 'Library'),
          gates: [gate('lib-s', '南门', 'South door'), gate('lib-n', '图书馆北门', 'North door', ['out'])],
        },
      ],
    },
  ],
};
const places = placesOf(map);
const ids = (found: ReturnType<typeof placesOf>): string[] => found.map(({ gate: { id } }) => id);

describe('choosing a gate', () => {
  it.each([
    ['南门', ['main', 'lib-s']],
    ['图书 南', ['lib-s']],
    ['LIBRARY north', ['lib-n']],
    ['东区', ['main', 'lib-s', 'lib-n']],
    ['  ', ['main', 'lib-s', 'lib-n']],
    ['食堂', []],
  ])('finds by the words "%s"', (search, found) => {
    expect(ids(matching(places, search))).toEqual(found);
  });

  it('offers gates used lately that way, the last one first, without those that are gone', () => {
    const recent = [
      { gateId: 'lib-s', direction: 'in' },
      { gateId: 'lib-n', direction: 'out' },
      { gateId: 'gone', direction: 'in' },
      { gateId: 'main', direction: 'in' },
    ] as const;
    expect(ids(recentPlaces(places, [...recent], 'in'))).toEqual(['lib-s', 'main']);
  });

  it('goes through a gate that a pass opens: the one used last, else the first, the way that leads there', () => {
    const recent = [
      { gateId: 'lib-s', direction: 'in' },
      { gateId: 'main', direction: 'out' },
    ] as const;
    expect(wayThrough(['lib-n', 'main'], [...recent], places)).toEqual({ gateId: 'main', direction: 'out' });
    expect(wayThrough(['lib-n'], [...recent], places)).toEqual({ gateId: 'lib-n', direction: 'out' });
    expect(wayThrough(['unknown'], [...recent], places)).toEqual({ gateId: 'unknown', direction: 'in' });
    expect(wayThrough(['main'], [], [])).toEqual({ gateId: 'main', direction: 'out' });
    expect(wayThrough([], [...recent], places)).toBeNull();
  });

  it('stays at the gate where somebody turns round, or goes to the last one used that way', () => {
    const recent = [
      { gateId: 'lib-n', direction: 'out' },
      { gateId: 'main', direction: 'in' },
    ] as const;
    expect(gateTowards('in', 'lib-s', [...recent], places)).toBe('lib-s');
    expect(gateTowards('in', 'lib-n', [...recent], places)).toBe('main');
    expect(gateTowards('in', 'lib-n', [], places)).toBeNull();
  });

  it('says what a gate belongs to, but nothing twice', () => {
    const said = places.map((place) => [ownersOf(place, ({ zh }) => zh), saidGate(place, ({ zh }) => zh)]);
    expect(said).toEqual([
      ['东区', '南门'],
      ['东区 · 图书馆', '图书馆 南门'],
      ['东区', '图书馆北门'],
    ]);
  });
});
