import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import type { VenueOption, VenueWeek } from '@shared/venue';
import { getVenueWeek } from '@/api/bookings';
import { Icon } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Sheet } from '@/components/sheet';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { daysAhead, type DayAhead } from '../week';

/** The hours of the next seven days, and every closure that is known of. */
export function WeekSheet({ venue, onClose }: { venue: VenueOption; onClose: () => void }) {
  const { t, pick } = useWords();
  const query = useQuery({ queryKey: ['venue-week', venue.id], queryFn: () => getVenueWeek(venue.id), staleTime: 0 });
  return (
    <Sheet open title={t('booking.week.title', { venue: pick(venue.name) })} onClose={onClose}>
      <Loaded query={query} rows={7}>
        {(week) => <Week week={week} />}
      </Loaded>
      <MainButton kind="second" onClick={onClose}>
        {t('booking.week.close')}
      </MainButton>
    </Sheet>
  );
}

function Week({ week }: { week: VenueWeek }) {
  const { t, pick } = useWords();
  const { span } = useCampusTime();
  return (
    <>
      <View>
        {daysAhead(week, Date.parse(week.serverTime)).map((day, ahead) => (
          <Day key={day.day} day={day} isToday={ahead === 0} />
        ))}
      </View>
      {week.closures.map(({ from, until, reason }) => (
        <View key={from} className="point">
          <Icon name="warning" />
          <View className="point__text">
            <Text className="strong">{t('booking.week.closure', { reason: pick(reason) })}</Text>
            <Text className="weak">{span(from, until)}</Text>
          </View>
        </View>
      ))}
    </>
  );
}

function Day({ day: { day, weekday, spans, isAllDay, isShortened }, isToday }: { day: DayAhead; isToday: boolean }) {
  const { t } = useWords();
  const { day: dayWords } = useCampusTime();
  const name = t(`booking.week.days.d${weekday}`);
  const times = spans.map(({ opens, closes }) => `${opens}–${closes}`);
  const words = isAllDay ? [t('booking.week.allDay')] : times.length > 0 ? times : [t('booking.week.shut')];
  return (
    <View className={isToday ? 'week-day week-day--today' : 'week-day'}>
      <View>
        <Text>{isToday ? t('booking.week.today', { day: name }) : name}</Text>
        <Text className="weak">{dayWords(day)}</Text>
      </View>
      <View className="week-day__times">
        {words.map((word) => (
          <Text key={word} className={spans.length > 0 ? 'figures' : 'weak'}>
            {word}
          </Text>
        ))}
        {isShortened && (
          <Tag tone="warn" icon="warning">
            {t('booking.week.shortened')}
          </Tag>
        )}
      </View>
    </View>
  );
}
