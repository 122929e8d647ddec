import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { ownersOf, type GatePlace } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';

interface Props {
  place: GatePlace;
  /** it stands alone, without its building above it */
  alone?: boolean;
  chosen: boolean;
  onChoose: () => void;
}

export function GateLine({ place, alone = false, chosen, onChoose }: Props) {
  const { t, pick } = useWords();
  const { gate } = place;
  const said = alone ? ownersOf(place, pick) : '';
  const name = pick(gate.name);
  return (
    <View
      className={alone ? 'list__item' : 'list__item gate-line'}
      ariaRole="radio"
      ariaChecked={chosen}
      ariaLabel={[said, name, gate.needsTemporaryPass ? t('pass.needsTemporary') : ''].filter(Boolean).join(', ')}
      onClick={onChoose}
    >
      <View className={chosen ? 'pick pick--on' : 'pick'}>{chosen && <Icon name="tick" size={16} />}</View>
      <View className="list__main">
        <Text className={chosen ? 'strong' : ''}>{name}</Text>
        {said && <Text className="weak">{said}</Text>}
        {gate.needsTemporaryPass && (
          <Tag tone="warn" icon="clock">
            {t('pass.needsTemporary')}
          </Tag>
        )}
      </View>
    </View>
  );
}
