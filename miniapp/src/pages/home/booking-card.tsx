import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import type { BookingState } from '@shared/booking';
import type { HomeView } from '@shared/home';
import type { IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { Tag, type Tone } from '@/components/tag';
import { openBooking } from '@/pages/routes';
import { useCountdown } from '@/state/use-countdown';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

interface Look {
  tone: Tone;
  icon: IconName;
  word: 'offered' | 'held' | 'in_use';
}

const LOOKS: Partial<Record<BookingState, Look>> = {
  offered: { tone: 'warn', icon: 'notice', word: 'offered' },
  held: { tone: 'info', icon: 'clock', word: 'held' },
  in_use: { tone: 'good', icon: 'done', word: 'in_use' },
  admitted_late: { tone: 'good', icon: 'done', word: 'in_use' },
};

interface Props {
  running: NonNullable<HomeView['booking']>;
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** its time is over */
  onPassed: () => void;
}

/** The booking that runs, and how long it is good for. */
export function BookingCard({ running: { state, venue, expiresAt, endsAt }, aheadMs, onPassed }: Props) {
  const { t, pick } = useWords();
  const { left } = useCampusTime();
  const end = expiresAt ?? endsAt;
  const leftMs = useCountdown(end, aheadMs);
  const isOver = end !== null && leftMs === 0;
  useEffect(() => {
    if (isOver) {
      onPassed();
    }
  }, [isOver]);
  const look = LOOKS[state];
  if (!look) {
    return null;
  }
  const { word, ...tag } = look;
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="title">{pick(venue)}</Text>
        <Tag {...tag}>{t(`home.booking.${word}`)}</Tag>
      </View>
      {end && (
        <Text className="strong">
          {isOver ? t('home.bookingOver') : t(`home.bookingLeft.${word}`, { left: left(leftMs) })}
        </Text>
      )}
      <MainButton kind={word === 'in_use' ? 'second' : 'main'} onClick={openBooking}>
        {t(`home.bookingOpen.${word}`)}
      </MainButton>
    </View>
  );
}
