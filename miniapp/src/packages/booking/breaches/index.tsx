import { Text, View } from '@tarojs/components';
import type { BreachView } from '@shared/booking';
import { getBreaches } from '@/api/bookings';
import { phoneNow } from '@/clock';
import { Icon } from '@/components/icon';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openSupport } from '@/pages/routes';
import { usePages } from '@/state/use-pages';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import '../booking.scss';
import '../words/register';
import { useDesk } from '../desk/use-desk';
import { alike, StandingNote } from './standing-note';

const POINTS = [
  ['missed', 'warning'],
  ['notCancelled', 'done'],
  ['undone', 'refresh'],
] as const;

/** What was missed, what it means, and what is no breach at all. */
export default function Breaches() {
  const { t } = useWords();
  const { query } = useDesk();
  return (
    <Page title={t('breaches.title')}>
      <Loaded query={query} rows={3}>
        {({ standings, aheadMs }) => (
          <>
            {alike(standings).map((kinds) => (
              <StandingNote key={kinds[0].kind.id} kinds={kinds} now={phoneNow() + aheadMs} />
            ))}
          </>
        )}
      </Loaded>
      <List />
      <View className="card">
        <Text className="title">{t('breaches.what')}</Text>
        {POINTS.map(([point, icon]) => (
          <View key={point} className="point">
            <Icon name={icon} />
            <Text className="point__text">{t(`breaches.points.${point}`)}</Text>
          </View>
        ))}
        <TextButton icon="service" onClick={() => openSupport('BOOKING_PAUSED')}>
          {t('breaches.ask')}
        </TextButton>
      </View>
    </Page>
  );
}

function List() {
  const { t } = useWords();
  const { query, items, more } = usePages(['breaches'], getBreaches);
  return (
    <Loaded query={query} rows={3}>
      {() =>
        items.length === 0 ? (
          <View className="card">
            <View className="point">
              <Icon name="done" />
              <Text className="point__text strong">{t('breaches.none')}</Text>
            </View>
          </View>
        ) : (
          <>
            <View className="list" ariaLabel={t('breaches.list')}>
              {items.map((breach) => (
                <Line key={breach.id} breach={breach} />
              ))}
            </View>
            {query.hasNextPage && <ListEnd hasMore busy={query.isFetchingNextPage} onMore={more} />}
          </>
        )
      }
    </Loaded>
  );
}

function Line({ breach: { venue, at: missedAt, undone } }: { breach: BreachView }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  return (
    <View className="list__item">
      <View className="list__main">
        <View className="row row--apart row--wrap">
          <Text className="strong">{pick(venue)}</Text>
          <Tag tone={undone ? 'plain' : 'danger'} icon={undone ? 'refresh' : 'failed'}>
            {t(undone ? 'breaches.undone' : 'breaches.missed')}
          </Tag>
        </View>
        <Text className="field__hint">{at(missedAt)}</Text>
      </View>
    </View>
  );
}
