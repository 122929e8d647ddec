import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { ownerOf, type GatePlace } from '@/passing/gate-places';
import { useWords } from '@/words/use-words';

interface Props {
  place: GatePlace;
  /** how much of what it belongs to is said beside it */
  owner: 'none' | 'near' | 'whole';
  chosen: boolean;
  onChoose: () => void;
}

export function GateLine({ place, owner, chosen, onChoose }: Props) {
  const { t, pick } = useWords();
  const { gate, campus, building } = place;
  const near = pick(ownerOf(place));
  const said = { none: '', near, whole: building ? `${pick(campus)} · ${near}` : near }[owner];
  const name = pick(gate.name);
  return (
    <View
      className={owner === 'none' ? 'list__item gate-line' : 'list__item'}
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
