import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Direction, GateMap } from '@shared/gate';
import { Empty } from '@/components/empty';
import { Sheet } from '@/components/sheet';
import { Tabs } from '@/components/tabs';
import { TextButton } from '@/components/text-button';
import { TextField } from '@/components/text-field';
import { openTemporaryPasses } from '@/pages/routes';
import { leads, matching, recentPlaces, type GatePlace } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';
import { Buildings } from './buildings';
import { GateLine } from './gate-line';
import type { Gate } from './use-gate';

interface Props {
  gate: Gate;
  map: GateMap;
  onClose: () => void;
}

/** Campus, building, gate: by a search, from those used lately, or step by step. */
export function GateSheet({ gate, map, onClose }: Props) {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const places = gate.places.filter(leads(gate.direction));
  const found = search.trim() ? matching(places, search) : null;
  const choose = (place: GatePlace): void => {
    gate.choose(place.gate.id);
    onClose();
  };
  return (
    <Sheet open title={`${t('pass.chooseGate')} · ${t(`pass.directions.${gate.direction}`)}`} onClose={onClose}>
      <TextField id="gate-search" label={t('pass.search')} value={search} onChange={setSearch} />
      <View className="gates">
        {found ? (
          <Found places={found} direction={gate.direction} chosen={gate.choice?.gateId} onChoose={choose} />
        ) : (
          <Browse gate={gate} map={map} places={places} onChoose={choose} />
        )}
      </View>
      {places.some((place) => place.gate.needsTemporaryPass) && (
        <View>
          <Text className="weak">{t('pass.temporaryHint')}</Text>
          <TextButton icon="clock" onClick={openTemporaryPasses}>
            {t('pass.applyTemporary')}
          </TextButton>
        </View>
      )}
    </Sheet>
  );
}

interface FoundProps {
  places: GatePlace[];
  direction: Direction;
  chosen: string | undefined;
  onChoose: (place: GatePlace) => void;
}

function Found({ places, direction, chosen, onChoose }: FoundProps) {
  const { t } = useWords();
  return places.length === 0 ? (
    <Empty icon="search" title={t('pass.noGates')} text={t('pass.noGatesText')} />
  ) : (
    <View className="list">
      {places.map((place) => (
        <GateLine
          key={place.gate.id}
          place={place}
          direction={direction}
          alone
          chosen={place.gate.id === chosen}
          onChoose={() => onChoose(place)}
        />
      ))}
    </View>
  );
}

const MOST_RECENT = 3;

interface BrowseProps {
  gate: Gate;
  map: GateMap;
  places: GatePlace[];
  onChoose: (place: GatePlace) => void;
}

function Browse({ gate, map, places, onChoose }: BrowseProps) {
  const { t, pick } = useWords();
  const chosen = gate.choice?.gateId;
  const lately = recentPlaces(places, gate.recent, gate.direction).slice(0, MOST_RECENT);
  const campuses = map.campuses.filter(({ id }) => places.some(({ campusId }) => campusId === id));
  const [campus, setCampus] = useState(gate.place?.campusId ?? campuses[0]?.id ?? '');
  const here = places.filter(({ campusId }) => campusId === campus);
  if (places.length === 0) {
    return <Empty icon="location" title={t('pass.noneThisWay')} text={t('pass.noGatesText')} />;
  }
  return (
    <>
      {lately.length > 0 && (
        <>
          <Text className="section">{t('pass.lately')}</Text>
          <View className="list">
            {lately.map((place) => (
              <GateLine
                key={place.gate.id}
                place={place}
                direction={gate.direction}
                alone
                chosen={place.gate.id === chosen}
                onChoose={() => onChoose(place)}
              />
            ))}
          </View>
        </>
      )}
      {campuses.length > 1 && (
        <Tabs
          tabs={campuses.map(({ id, name }) => ({ value: id, word: pick(name) }))}
          chosen={campus}
          onChoose={setCampus}
        />
      )}
      <Buildings key={campus} places={here} direction={gate.direction} chosen={chosen} onChoose={onChoose} />
    </>
  );
}
