import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Empty } from '@/components/empty';
import { Icon } from '@/components/icon';
import { Sheet } from '@/components/sheet';
import { TextField } from '@/components/text-field';
import { matching, ownersOf, saidGate, type GatePlace } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';

interface Props {
  places: GatePlace[];
  place: GatePlace;
  onChoose: (gateId: string) => void;
}

/** The gate that is watched; a tap shows the others. */
export function GateField({ places, place, onChoose }: Props) {
  const { t, pick } = useWords();
  const [isOpen, open] = useState(false);
  return (
    <>
      <View className="list">
        <View
          className="list__item"
          ariaRole="button"
          ariaLabel={t('pass.changeGate', { gate: saidGate(place, pick) })}
          onClick={() => open(true)}
        >
          <Icon name="location" />
          <View className="list__main">
            <Text className="strong">{pick(place.gate.name)}</Text>
            <Text className="weak">{ownersOf(place, pick)}</Text>
          </View>
          <Icon name="down" size={16} />
        </View>
      </View>
      {isOpen && (
        <GateSheet
          places={places}
          place={place}
          onChoose={(gateId) => {
            onChoose(gateId);
            open(false);
          }}
          onClose={() => open(false)}
        />
      )}
    </>
  );
}

function GateSheet({ places, place, onChoose, onClose }: Props & { onClose: () => void }) {
  const { t, pick } = useWords();
  const [search, setSearch] = useState('');
  const found = matching(places, search);
  return (
    <Sheet open title={t('pass.chooseGate')} onClose={onClose}>
      <TextField id="gate-search" label={t('pass.search')} value={search} onChange={setSearch} />
      {found.length === 0 && <Empty icon="search" title={t('pass.noGates')} text={t('watch.noSuchGateText')} />}
      <View className="list" ariaRole="radiogroup">
        {found.map((one) => {
          const isChosen = one.gate.id === place.gate.id;
          return (
            <View
              key={one.gate.id}
              className="list__item"
              ariaRole="radio"
              ariaChecked={isChosen}
              ariaLabel={saidGate(one, pick)}
              onClick={() => onChoose(one.gate.id)}
            >
              <View className={isChosen ? 'pick pick--on' : 'pick'}>{isChosen && <Icon name="tick" size={16} />}</View>
              <View className="list__main">
                <Text className={isChosen ? 'strong' : ''}>{pick(one.gate.name)}</Text>
                <Text className="weak">{ownersOf(one, pick)}</Text>
              </View>
            </View>
          );
        })}
      </View>
    </Sheet>
  );
}
