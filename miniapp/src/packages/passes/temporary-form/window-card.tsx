import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { WhenField } from '@/components/when-field';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { beginningAt, isUnusual } from './times';
import type { Desk, Wish } from './use-wish';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** From when to when, how long that is, and whether somebody looks at it more closely. */
export function WindowCard({ desk, form }: { desk: Desk; form: Wish }) {
  const { t } = useWords();
  const { left } = useCampusTime();
  const { wish, change, wrong } = form;
  const { aheadDays, longestDays } = desk.limits;
  const fault = (field: 'startsAt' | 'endsAt'): string | null => {
    const found = wrong(field);
    return found && found !== 'missing' ? t(`temporary.faults.${found}`, { aheadDays, longestDays }) : null;
  };
  const length = Date.parse(wish.endsAt) - Date.parse(wish.startsAt);
  const isWhole = length % HOUR_MS === 0 && length <= DAY_MS;
  const lengthWords = isWhole ? t('temporary.hours', { hours: length / HOUR_MS }) : left(length);
  return (
    <View className="card form">
      <View className="row row--apart row--wrap">
        <Text className="title">{t('temporary.window')}</Text>
        {length > 0 && <Text className="weak figures">{t('temporary.length', { left: lengthWords })}</Text>}
      </View>
      <View className="pair">
        <WhenField
          id="startsAt"
          label={t('temporary.startsAt')}
          value={wish.startsAt}
          onChange={(startsAt) => change(beginningAt(wish, startsAt))}
          error={fault('startsAt')}
          daysAhead={aheadDays}
        />
        <WhenField
          id="endsAt"
          label={t('temporary.endsAt')}
          value={wish.endsAt}
          onChange={(endsAt) => change({ endsAt })}
          error={fault('endsAt')}
          daysAhead={aheadDays + longestDays}
        />
      </View>
      {isUnusual(wish) && (
        <View className="point weak">
          <Icon name="eye" />
          <Text className="point__text">{t('temporary.unusual')}</Text>
        </View>
      )}
    </View>
  );
}
