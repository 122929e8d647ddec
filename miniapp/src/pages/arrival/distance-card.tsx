import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { saidDistance } from './distance';
import type { Arrival } from './use-arrival';

/** How far it still is, as large as it matters. */
export function DistanceCard({ arrival, campus }: { arrival: Arrival; campus: string }) {
  const { t } = useWords();
  const { state, distance } = arrival;
  const inside = distance?.metres === 0;
  const said = distance && saidDistance(distance.metres);
  return (
    <View className="card card--result">
      <View className={`radar${inside ? ' radar--inside' : ''}${state.status === 'busy' ? ' radar--busy' : ''}`}>
        <View className="radar__ring">
          <View className="radar__dot">
            <Icon name="location" size={28} />
          </View>
        </View>
      </View>
      <Text className="weak">{campus}</Text>
      {said ? (
        inside ? (
          <Text className="title">{t('arrival.inside')}</Text>
        ) : (
          <Text className="distance figures">{t(`arrival.${said.unit}`, { figure: said.figure })}</Text>
        )
      ) : (
        <Text className="title">{t(state.status === 'busy' ? 'arrival.finding' : 'arrival.unknown')}</Text>
      )}
      {state.status === 'found' && (
        <Tag tone={inside ? 'good' : 'warn'} icon="location">
          {t('arrival.accuracy', { metres: state.fix.accuracy })}
        </Tag>
      )}
      <Text className="weak">{t(inside ? 'arrival.insideText' : said ? 'arrival.outsideText' : 'arrival.text')}</Text>
    </View>
  );
}
