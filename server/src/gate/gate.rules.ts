import type { GateInput, GateMap, GateOption } from '@shared/gate';
import type { Bilingual } from '@shared/bilingual';

/** A closure without a campus is the whole school's. */
export const isUnderClosedManagement = (campusId: string, closedCampusIds: readonly (string | null)[]): boolean =>
  closedCampusIds.includes(null) || closedCampusIds.includes(campusId);

/** Under closed management only a temporary pass opens an important gate. */
export const needsTemporaryPass = (
  { important, campusId }: Pick<GateInput, 'important' | 'campusId'>,
  closedCampusIds: readonly (string | null)[],
): boolean => important && isUnderClosedManagement(campusId, closedCampusIds);

interface Place {
  id: string;
  name: Bilingual;
}

export interface MappedGate extends GateOption {
  campusId: string;
  buildingId: string | null;
}

interface MapParts {
  campuses: readonly Place[];
  buildings: readonly (Place & { campusId: string })[];
  gates: readonly MappedGate[];
  closedCampusIds: readonly (string | null)[];
}

/** Campus → building → gate, in the order given; what has no gate is left out, gates of the campus itself come first. */
export const gateMapOf = ({ campuses, buildings, gates, closedCampusIds }: MapParts): GateMap => {
  const optionsOf = (campusId: string, buildingId: string | null): GateOption[] =>
    gates
      .filter((gate) => gate.campusId === campusId && gate.buildingId === buildingId)
      .map(({ id, name, directions, needsTemporaryPass: isBarred, needsBooking }) => ({
        ...{ id, name, directions, needsTemporaryPass: isBarred, needsBooking },
      }));
  return {
    campuses: campuses
      .map(({ id, name }) => ({
        ...{ id, name, underClosedManagement: isUnderClosedManagement(id, closedCampusIds) },
        buildings: [
          { id: null, name: null, gates: optionsOf(id, null) },
          ...buildings
            .filter((building) => building.campusId === id)
            .map((building) => ({ id: building.id, name: building.name, gates: optionsOf(id, building.id) })),
        ].filter((building) => building.gates.length > 0),
      }))
      .filter((campus) => campus.buildings.length > 0),
  };
};
