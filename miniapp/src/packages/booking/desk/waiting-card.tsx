import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { WaitingView } from '@shared/booking';
import { Confirm } from '@/components/confirm';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { useLeave } from './use-desk';

/** Where one stands in the line. */
export function WaitingCard({ waiting }: { waiting: WaitingView }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { venue, hall, position, joinedAt } = waiting;
  return (
    <View className="card running running--info">
      <Tag tone="info" icon="people">
        {t('booking.waiting')}
      </Tag>
      <View>
        <Text className="title">{pick(venue.name)}</Text>
        <Text className="weak">{`${pick(hall.name)} · ${t('booking.since', { time: at(joinedAt) })}`}</Text>
      </View>
      <View className="line-place">
        <Text className="line-place__figure figures">{t('booking.position', { position })}</Text>
        <Text>{position === 1 ? t('booking.next') : t('booking.beforeYou', { count: position - 1 })}</Text>
      </View>
      <Text className="running__text">{t('booking.waitingText')}</Text>
      <Leaving waiting={waiting} />
    </View>
  );
}

function Leaving({ waiting: { id } }: { waiting: WaitingView }) {
  const { t } = useWords();
  const [asking, ask] = useState(false);
  const leaving = useLeave(id);
  return (
    <View className="running__foot">
      <TextButton icon="close" tone="danger" onClick={() => ask(true)}>
        {t('booking.leave')}
      </TextButton>
      <Confirm
        open={asking}
        danger
        title={t('booking.leaveAsk')}
        text={t('booking.leaveText')}
        word={t('booking.leave')}
        stayWord={t('booking.keep')}
        busy={leaving.isPending}
        error={leaving.error}
        onConfirm={() => leaving.mutate(undefined, { onSuccess: () => ask(false) })}
        onClose={() => ask(false)}
      />
    </View>
  );
}
