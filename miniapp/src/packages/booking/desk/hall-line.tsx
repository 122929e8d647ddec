import { Text, View } from '@tarojs/components';
import type { HallOption } from '@shared/venue';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { CapacityBar, type Part } from '../capacity-bar';
import type { HallChoice } from '../choice';

const TIGHT = 0.2;

const kindOf = ({ free, capacity }: HallOption): Part['kind'] => {
  if (free <= 0) {
    return 'full';
  }
  return free <= capacity * TIGHT ? 'tight' : 'taken';
};

interface Props {
  hall: HallOption;
  choice: HallChoice;
  /** venue and hall */
  label: string;
  onChoose: () => void;
}

/** One hall: its name, how full it is, and the way in. */
export function HallLine({ hall, choice, label, onChoose }: Props) {
  const { t, pick } = useWords();
  const { name, capacity, free, waiting } = hall;
  const places = free > 0 ? t('booking.free', { free, capacity }) : t('booking.full', { capacity });
  return (
    <View className="hall-line">
      <View className="hall-line__main">
        <View className="row row--apart row--wrap hall-line__words">
          <Text className="strong">{pick(name)}</Text>
          <Text className={free > 0 ? 'weak' : 'hall-line__full'}>{places}</Text>
        </View>
        <CapacityBar
          capacity={capacity}
          parts={[{ kind: kindOf(hall), count: capacity - free }]}
          label={t('booking.bar', { hall: label, capacity, free })}
        />
        {waiting > 0 && <Text className="weak">{t('booking.queue', { count: waiting })}</Text>}
      </View>
      <Way choice={choice} label={label} onChoose={onChoose} />
    </View>
  );
}

function Way({ choice, label, onChoose }: Pick<Props, 'choice' | 'label' | 'onChoose'>) {
  const { t } = useWords();
  switch (choice) {
    case 'book':
    case 'wait':
      return (
        <View
          className={`hall-button hall-button--${choice}`}
          ariaRole="button"
          ariaLabel={t(`booking.${choice}Label`, { hall: label })}
          onClick={onChoose}
        >
          <Text>{t(`booking.${choice}`)}</Text>
        </View>
      );
    case 'waitingHere':
      return (
        <Tag tone="info" icon="people">
          {t('booking.whyNot.waitingHere')}
        </Tag>
      );
    case 'paused':
    case 'limit':
      return (
        <Tag tone={choice === 'paused' ? 'warn' : 'plain'} icon={choice === 'paused' ? 'warning' : 'clock'}>
          {t(`booking.whyNot.${choice}`)}
        </Tag>
      );
    case null:
      return null;
  }
}
