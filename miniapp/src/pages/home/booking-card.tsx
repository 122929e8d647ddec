import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import type { HomeView } from '@shared/home';
import type { IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { Tag, type Tone } from '@/components/tag';
import { openBooking } from '@/pages/routes';
import { useCountdown } from '@/state/use-countdown';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

const LOOKS: Record<Props['running']['state'], { tone: Tone; icon: IconName }> = {
  offered: { tone: 'warn', icon: 'notice' },
  held: { tone: 'info', icon: 'clock' },
  in_use: { tone: 'good', icon: 'done' },
  admitted_late: { tone: 'good', icon: 'done' },
};

interface Props {
  running: NonNullable<HomeView['booking']>;
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** its time is over */
  onPassed: () => void;
}

/** The booking that runs, and how long it is good for. */
export function BookingCard({ running, aheadMs, onPassed }: Props) {
  const { t, pick } = useWords();
  const { left } = useCampusTime();
  const { state, venue, expiresAt, endsAt } = running;
  const end = state === 'offered' || state === 'held' ? expiresAt : endsAt;
  const leftMs = useCountdown(end, aheadMs);
  const isOver = end !== null && leftMs === 0;
  useEffect(() => {
    if (isOver) {
      onPassed();
    }
  }, [isOver]);
  const counted = state === 'admitted_late' ? 'in_use' : state;
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="title">{pick(venue)}</Text>
        <Tag {...LOOKS[state]}>{t(`home.booking.${state}`)}</Tag>
      </View>
      {end && (
        <Text className="strong">
          {isOver ? t('home.bookingOver') : t(`home.bookingLeft.${counted}`, { left: left(leftMs) })}
        </Text>
      )}
      <MainButton kind={state === 'offered' || state === 'held' ? 'main' : 'second'} onClick={openBooking}>
        {t(`home.bookingOpen.${state}`)}
      </MainButton>
    </View>
  );
}
