import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Direction } from '@shared/gate';
import { Icon } from '@/components/icon';
import { placeOf, type GatePlace } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';
import { GateLine } from './gate-line';

interface Props {
  places: GatePlace[];
  direction: Direction;
  chosen: string | undefined;
  onChoose: (place: GatePlace) => void;
}

/** The buildings of one campus; a tap opens the gates of one. The gates of the campus itself stand first. */
export function Buildings({ places, direction, chosen, onChoose }: Props) {
  const [open, setOpen] = useState<string | null>(placeOf(places, chosen)?.buildingId ?? null);
  const buildings = [...new Set(places.map(({ buildingId }) => buildingId))];
  const ordered = buildings.sort((one, other) => Number(one !== null) - Number(other !== null));
  const isOnlyOne = ordered.length === 1;
  return (
    <View className="list">
      {ordered.map((id) => {
        const gates = places.filter(({ buildingId }) => buildingId === id);
        const isOpen = isOnlyOne || id === null || id === open;
        return (
          <View className="building" key={id ?? 'campus'}>
            <BuildingLine
              gates={gates}
              isOpen={isOpen}
              onTurn={id === null || isOnlyOne ? null : () => setOpen(isOpen ? null : id)}
            />
            {isOpen &&
              gates.map((place) => (
                <GateLine
                  key={place.gate.id}
                  place={place}
                  direction={direction}
                  chosen={place.gate.id === chosen}
                  onChoose={() => onChoose(place)}
                />
              ))}
          </View>
        );
      })}
    </View>
  );
}

interface BuildingProps {
  gates: GatePlace[];
  isOpen: boolean;
  /** null where it always stands open */
  onTurn: (() => void) | null;
}

function BuildingLine({ gates, isOpen, onTurn }: BuildingProps) {
  const { t, pick } = useWords();
  const building = gates[0]?.building;
  const name = building ? pick(building) : t('pass.campusGates');
  return (
    <View
      className="list__item"
      ariaRole={onTurn ? 'button' : undefined}
      ariaLabel={onTurn ? t(isOpen ? 'pass.opened' : 'pass.closed', { name }) : name}
      onClick={onTurn ?? undefined}
    >
      <Icon name="hall" />
      <Text className="list__main strong">{name}</Text>
      <Text className="weak">{t('pass.gateCount', { count: gates.length })}</Text>
      {onTurn && <Icon name={isOpen ? 'up' : 'down'} size={16} />}
    </View>
  );
}
