import { Text, View } from '@tarojs/components';
import type { Direction } from '@shared/gate';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { ownersOf, type GatePlace } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';

interface Props {
  place: GatePlace;
  direction: Direction;
  /** it stands alone, without its building above it */
  alone?: boolean;
  chosen: boolean;
  onChoose: () => void;
}

export function GateLine({ place, direction, alone = false, chosen, onChoose }: Props) {
  const { t, pick } = useWords();
  const { gate } = place;
  const said = alone ? ownersOf(place, pick) : '';
  const name = pick(gate.name);
  const needs = [
    gate.needsTemporaryPass ? t('pass.needsTemporary') : '',
    gate.needsBooking && direction === 'in' ? t('pass.needsBooking') : '',
  ].filter(Boolean);
  return (
    <View
      className={alone ? 'list__item' : 'list__item gate-line'}
      ariaRole="radio"
      ariaChecked={chosen}
      ariaLabel={[said, name, ...needs].filter(Boolean).join(', ')}
      onClick={onChoose}
    >
      <View className={chosen ? 'pick pick--on' : 'pick'}>{chosen && <Icon name="tick" size={16} />}</View>
      <View className="list__main">
        <Text className={chosen ? 'strong' : ''}>{name}</Text>
        {said && <Text className="weak">{said}</Text>}
        {needs.map((need) => (
          <Tag key={need} tone="warn" icon="clock">
            {need}
          </Tag>
        ))}
      </View>
    </View>
  );
}
