import { Text, View } from '@tarojs/components';
import type { BookingState, BookingView } from '@shared/booking';
import { getBookings } from '@/api/bookings';
import { Empty } from '@/components/empty';
import type { IconName } from '@/components/icon';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag, type Tone } from '@/components/tag';
import { openBooking } from '@/pages/routes';
import { usePages } from '@/state/use-pages';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import '../booking.scss';
import '../words/register';

const LOOKS: Record<BookingState, { tone: Tone; icon: IconName }> = {
  offered: { tone: 'warn', icon: 'notice' },
  held: { tone: 'info', icon: 'clock' },
  in_use: { tone: 'good', icon: 'done' },
  admitted_late: { tone: 'good', icon: 'done' },
  ended: { tone: 'good', icon: 'tick' },
  expired: { tone: 'danger', icon: 'failed' },
  cancelled: { tone: 'plain', icon: 'close' },
  lapsed: { tone: 'plain', icon: 'clock' },
};

/** One's own bookings, the newest first. */
export default function BookingHistory() {
  const { t } = useWords();
  const { query, items, more } = usePages(['bookings'], getBookings);
  return (
    <Page title={t('bookings.title')}>
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty
              icon="record"
              title={t('bookings.none')}
              text={t('bookings.noneText')}
              action={{ word: t('bookings.go'), onClick: openBooking }}
            />
          ) : (
            <>
              <View className="list">
                {items.map((booking) => (
                  <Line key={booking.id} booking={booking} />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Line({ booking }: { booking: BookingView }) {
  const { t, pick } = useWords();
  const { at, span } = useCampusTime();
  const { venue, hall, state, bookedAt, usedAt, endedAt, endedBy } = booking;
  const look = state === 'expired' && endedBy === 'venue_closed' ? 'cancelled' : state;
  const end = state === 'lapsed' && endedBy !== 'declined' ? 'unanswered' : endedBy;
  return (
    <View className="list__item">
      <View className="list__main">
        <View className="row row--apart row--wrap">
          <Text className="strong">{`${pick(venue.name)} · ${pick(hall.name)}`}</Text>
          <Tag {...LOOKS[look]}>{t(`bookings.states.${look}`)}</Tag>
        </View>
        {end && <Text className="weak">{t(`bookings.ends.${end}`)}</Text>}
        <Text className="field__hint">
          {usedAt && endedAt ? t('bookings.used', { span: span(usedAt, endedAt) }) : at(bookedAt)}
        </Text>
      </View>
    </View>
  );
}
