import { Text, View } from '@tarojs/components';
import type { HallBoard } from '@shared/venue';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { CapacityBar } from '../capacity-bar';

/** One hall: what its places are taken by, and what somebody should look at. @param label venue and hall */
export function HallTally({ hall, label }: { hall: HallBoard; label: string }) {
  const { t, pick } = useWords();
  const { name, capacity, inUse, held, offered, overdue, admittedLate, waiting } = hall;
  const taken = inUse + held + offered;
  const free = Math.max(0, capacity - taken);
  // what is nought everywhere says nothing; free places are what one looks for
  const figures = (
    [
      ['use', 'inUse', inUse],
      ['held', 'held', held],
      ['offered', 'offered', offered],
      ['free', 'free', free],
    ] as const
  ).filter(([kind, , count]) => count > 0 || kind === 'free');
  return (
    <View className="tally">
      <View className="row row--apart row--wrap">
        <Text className="strong">{pick(name)}</Text>
        <Text className="figures">{t('board.places', { taken, capacity })}</Text>
      </View>
      <CapacityBar
        capacity={capacity}
        parts={[
          { kind: 'use', count: inUse },
          { kind: 'held', count: held },
          { kind: 'offered', count: offered },
        ]}
        label={t('board.bar', { hall: label, capacity, inUse, held, offered, free })}
      />
      <View className="tally__figures">
        {figures.map(([kind, word, count]) => (
          <View key={kind} className="tally__figure">
            <View className={`tally__mark capacity__part--${kind}`} />
            <Text className="weak">{t(`board.${word}`)}</Text>
            <Text className="strong figures">{count}</Text>
          </View>
        ))}
      </View>
      {(overdue > 0 || waiting > 0 || admittedLate > 0) && (
        <View className="row row--wrap">
          {overdue > 0 && (
            <Tag tone="danger" icon="warning">
              {t('board.overdueCount', { count: overdue })}
            </Tag>
          )}
          {waiting > 0 && (
            <Tag tone="info" icon="people">
              {t('board.waiting', { count: waiting })}
            </Tag>
          )}
          {admittedLate > 0 && (
            <Tag tone="plain" icon="info">
              {t('board.late', { count: admittedLate })}
            </Tag>
          )}
        </View>
      )}
    </View>
  );
}
