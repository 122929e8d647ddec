import { Text, View } from '@tarojs/components';
import type { UnitTally } from '@shared/follow-up';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { openPeople } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { byMissing } from './use-overview';

export function Units({ units, day }: { units: UnitTally[]; day: string }) {
  const { t } = useWords();
  return (
    <>
      <Text className="section">{t('students.byUnit')}</Text>
      <View className="list">
        {byMissing(units).map((tally) => (
          <Unit key={tally.unitId} tally={tally} day={day} />
        ))}
      </View>
    </>
  );
}

function Unit({ tally, day }: { tally: UnitTally; day: string }) {
  const { t, pick } = useWords();
  const { unit, unitId, missing, abnormal, reported, owed } = tally;
  return (
    <View
      className="list__item"
      ariaRole="button"
      onClick={() => openPeople(missing > 0 ? 'missing' : 'reported', day, unitId)}
    >
      <View className="list__main">
        <Text className="strong">{pick(unit)}</Text>
        <View className="row row--wrap">
          <Tag tone={missing > 0 ? 'warn' : 'good'} icon={missing > 0 ? 'clock' : 'done'}>
            {missing > 0 ? t('students.unitMissing', { count: missing }) : t('students.unitDone')}
          </Tag>
          {abnormal > 0 && (
            <Tag tone="danger" icon="warning">
              {`${t('students.abnormal')} ${abnormal}`}
            </Tag>
          )}
        </View>
      </View>
      <Text className="figures weak">{`${reported}/${owed}`}</Text>
      <Icon name="forward" size={16} />
    </View>
  );
}
