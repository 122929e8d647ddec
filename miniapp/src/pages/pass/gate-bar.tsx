import { Text, View } from '@tarojs/components';
import { DIRECTIONS } from '@shared/gate';
import { Icon } from '@/components/icon';
import { Tabs } from '@/components/tabs';
import { ownersOf, saidGate } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';
import type { Gate } from './use-gate';

/** In or out, and through which gate. */
export function GateBar({ gate, onChange }: { gate: Gate; onChange: () => void }) {
  const { t, pick } = useWords();
  const { place, direction, turn } = gate;
  const name = place ? pick(place.gate.name) : t('pass.choose');
  return (
    <View className="gate-bar">
      <View className="gate-bar__way" ariaLabel={t('pass.direction')}>
        <Tabs
          tabs={DIRECTIONS.map((value) => ({ value, word: t(`pass.directions.${value}`) }))}
          chosen={direction}
          onChoose={turn}
        />
      </View>
      <View
        className="gate-bar__gate"
        ariaRole="button"
        ariaLabel={t('pass.changeGate', { gate: place ? saidGate(place, pick) : name })}
        onClick={onChange}
      >
        <View className="list__main">
          {place && <Text className="gate-bar__owner">{ownersOf(place, pick)}</Text>}
          <Text className="strong">{name}</Text>
        </View>
        <Icon name="forward" size={16} />
      </View>
    </View>
  );
}
