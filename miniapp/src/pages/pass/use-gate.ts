import { useMemo, useState } from 'react';
import type { Direction, GateMap } from '@shared/gate';
import type { PassView } from '@shared/pass';
import type { GateChoice } from '@/api/passes';
import { gateTowards, placeOf, placesOf } from '@/passing/gate-places';
import { useKeptPass } from '@/passing/kept-pass';

/** Which way through which gate: the last one used until the person says otherwise. */
export const useGate = (view: PassView | undefined, map: GateMap | undefined) => {
  const { recent, choose } = useKeptPass();
  const places = useMemo(() => (map ? placesOf(map) : []), [map]);
  const [turned, setTurned] = useState<Direction | null>(null);
  const last = recent[0] ?? view?.lastGate ?? null;
  const open = view?.directions ?? [];
  const likely = last && (open.length === 0 || open.includes(last.direction)) ? last.direction : open[0];
  const direction = turned ?? likely ?? 'in';
  // before the map is there, the last gate is taken at its word
  const gateId =
    map || last?.direction !== direction ? gateTowards(direction, last?.gateId, recent, places) : last.gateId;
  const choice: GateChoice | null = gateId === null ? null : { gateId, direction };
  return {
    places,
    recent,
    direction,
    choice,
    place: placeOf(places, gateId ?? undefined),
    turn: (to: Direction): void => setTurned(to),
    choose: (id: string): void => choose({ gateId: id, direction }),
    goTo: (way: GateChoice): void => {
      setTurned(way.direction);
      choose(way);
    },
  };
};

export type Gate = ReturnType<typeof useGate>;
