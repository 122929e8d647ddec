import fc from 'fast-check';
import { gateMapOf, isUnderClosedManagement, needsTemporaryPass } from './gate.rules';

const words = (text: string) => ({ zh: text, en: text });
const gate = (id: string, campusId: string, buildingId: string | null) => ({
  ...{
    id,
    campusId,
    buildingId,
    name: words(id),
    directions: ['in' as const],
    needsTemporaryPass: false,
    needsBooking: false,
  },
});

describe('closed management', () => {
  it('of the school closes every campus, of a campus only that one', () => {
    expect(isUnderClosedManagement('north', [])).toBe(false);
    expect(isUnderClosedManagement('north', ['south'])).toBe(false);
    expect(isUnderClosedManagement('north', ['south', 'north'])).toBe(true);
    expect(isUnderClosedManagement('north', [null])).toBe(true);
  });

  it('asks for a temporary pass at important gates alone', () => {
    for (const [important, closed, needed] of [
      [true, ['north'], true],
      [true, [null], true],
      [true, ['south'], false],
      [true, [], false],
      [false, [null, 'north'], false],
    ] as const) {
      expect(needsTemporaryPass({ important, campusId: 'north' }, closed)).toBe(needed);
    }
  });
});

describe('the map of gates', () => {
  it('begins each campus with its own gates and leaves out what has none', () => {
    const map = gateMapOf({
      campuses: ['north', 'south'].map((id) => ({ id, name: words(id) })),
      buildings: ['library', 'canteen'].map((id) => ({ id, name: words(id), campusId: 'north' })),
      gates: [gate('hall', 'north', 'library'), gate('main', 'north', null)],
      closedCampusIds: ['north'],
    });
    expect(map.campuses.map(({ id, underClosedManagement }) => [id, underClosedManagement])).toEqual([['north', true]]);
    expect(map.campuses[0]?.buildings.map(({ id, gates }) => [id, gates.map((one) => one.id)])).toEqual([
      [null, ['main']],
      ['library', ['hall']],
    ]);
  });

  it('shows every gate once, wherever it stands', () => {
    const campuses = ['a', 'b', 'c'];
    const buildings = campuses.flatMap((campusId) => [1, 2].map((nth) => ({ id: `${campusId}${nth}`, campusId })));
    const place = fc.oneof(
      fc.constantFrom(...campuses).map((campusId) => [campusId, null] as const),
      fc.constantFrom(...buildings).map(({ id, campusId }) => [campusId, id] as const),
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 30 }), (places) => {
        const gates = places.map(([campusId, buildingId], nth) => gate(`g${nth}`, campusId, buildingId));
        const map = gateMapOf({
          ...{ campuses: campuses.map((id) => ({ id, name: words(id) })), gates, closedCampusIds: [] },
          buildings: buildings.map((building) => ({ ...building, name: words(building.id) })),
        });
        const shown = map.campuses.flatMap((campus) =>
          campus.buildings.flatMap((one) => one.gates.map(({ id }) => id)),
        );
        expect([...shown].sort()).toEqual(gates.map(({ id }) => id).sort());
      }),
    );
  });
});
