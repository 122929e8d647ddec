import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import type { CheckInDue } from '@shared/check-in';
import { Icon } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { Tag } from '@/components/tag';
import { openCheckIn } from '@/pages/routes';
import { useCountdown } from '@/state/use-countdown';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { stageOf } from './stage';

interface Props {
  due: CheckInDue | null;
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** the instant that the countdown runs to has come */
  onPassed: () => void;
}

export function TodayCard({ due, aheadMs, onPassed }: Props) {
  const { t, pick } = useWords();
  const { left } = useCampusTime();
  const stage = due && stageOf(due);
  const remaining = useCountdown(stage?.until ?? null, aheadMs);
  const passed = Boolean(stage?.until) && remaining === 0;
  useEffect(() => {
    if (passed) {
      onPassed();
    }
  }, [passed]);
  if (!due || !stage) {
    return (
      <View className="card">
        <Text className="title">{t('home.nothing')}</Text>
        <Text className="weak">{t('home.nothingText')}</Text>
      </View>
    );
  }
  return (
    <View className="card card--today">
      <View className="banner">
        <Icon name="notice" size={16} />
        <Text>{t('home.campaign', { name: pick(due.campaign.name) })}</Text>
      </View>
      <View className="row">
        <Text className="title">{t(stage.title, { window: pick(due.window.title) })}</Text>
      </View>
      <View className="row row--wrap">
        {stage.countdown && (
          <Tag tone={stage.tone} icon={stage.icon}>
            {t(stage.countdown, { left: left(remaining) })}
          </Tag>
        )}
        {due.reported && (
          <Tag tone="good" icon="done">
            {t('home.receipt', { number: due.reported.receiptNumber })}
          </Tag>
        )}
      </View>
      {stage.action && (
        <MainButton kind={due.reported ? 'second' : 'main'} onClick={openCheckIn}>
          {t(stage.action)}
        </MainButton>
      )}
    </View>
  );
}
