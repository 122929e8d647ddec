import type { Bilingual } from '@shared/bilingual';
import type { Direction, GateMap, GateOption } from '@shared/gate';
import type { GateChoice } from '@/api/passes';

/** A gate with what it belongs to. */
export interface GatePlace {
  gate: GateOption;
  campusId: string;
  campus: Bilingual;
  /** null: a gate of the campus itself */
  buildingId: string | null;
  building: Bilingual | null;
}

export const placesOf = (map: GateMap): GatePlace[] =>
  map.campuses.flatMap(({ id: campusId, name: campus, buildings }) =>
    buildings.flatMap(({ id: buildingId, name: building, gates }) =>
      gates.map((gate) => ({ gate, campusId, campus, buildingId, building })),
    ),
  );

export const leads = (direction: Direction) => (place: GatePlace) => place.gate.directions.includes(direction);

export const placeOf = (places: GatePlace[], gateId: string | undefined): GatePlace | null =>
  places.find(({ gate }) => gate.id === gateId) ?? null;

type Pick = (words: Bilingual) => string;

/** Campus and building of a gate, without what its own name says already. */
export const ownersOf = ({ gate, campus, building }: GatePlace, pick: Pick): string =>
  [campus, building]
    .flatMap((owner) => (owner ? [pick(owner)] : []))
    .filter((owner) => !pick(gate.name).startsWith(owner))
    .join(' · ');

/** A gate as short as people say it on its campus. */
export const saidGate = ({ gate, building }: GatePlace, pick: Pick): string => {
  const name = pick(gate.name);
  const owner = building ? pick(building) : '';
  return name.startsWith(owner) ? name : `${owner} ${name}`;
};

/** Every word of the search, in any language, somewhere in campus, building or gate. */
export const matching = (places: GatePlace[], search: string): GatePlace[] => {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return places.filter(({ gate, building, campus }) => {
    const names = [gate.name, building, campus].flatMap((name) => (name ? [name.zh, name.en] : []));
    const said = names.join(' ').toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
};

/** Gates used lately that still lead this way, the last one first. */
export const recentPlaces = (places: GatePlace[], recent: GateChoice[], direction: Direction): GatePlace[] =>
  recent
    .filter((choice) => choice.direction === direction)
    .flatMap(({ gateId }) => placeOf(places, gateId) ?? [])
    .filter(leads(direction));

/**
 * Which gate is meant when somebody turns to a direction: the one they stand at where it leads there too, else the last
 * one used that way; null where they have to choose.
 */
export const gateTowards = (
  direction: Direction,
  current: string | undefined,
  recent: GateChoice[],
  places: GatePlace[],
): string | null => {
  const here = placeOf(places, current);
  return here && leads(direction)(here) ? here.gate.id : (recentPlaces(places, recent, direction)[0]?.gate.id ?? null);
};

/**
 * The way that is meant where a pass opens some gates: the one used last if it leads through one of them, else through the
 * first of them, the same way round if it leads there.
 */
export const wayThrough = (
  gateIds: readonly string[],
  recent: GateChoice[],
  places: GatePlace[],
): GateChoice | null => {
  const last = recent.find(({ gateId }) => gateIds.includes(gateId));
  const [gateId] = gateIds;
  if (last || gateId === undefined) {
    return last ?? null;
  }
  const open = placeOf(places, gateId)?.gate.directions ?? [];
  const direction = recent[0]?.direction ?? 'out';
  return { gateId, direction: open.length === 0 || open.includes(direction) ? direction : (open[0] as Direction) };
};
