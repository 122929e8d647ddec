import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { BOOKING_NEXT } from '@shared/booking';
import { Confirm } from '@/components/confirm';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { clockOf } from '@/words/campus-time';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { endOf, lookOf } from '../phase';
import { TimeRing } from '../time-ring';
import { doorsThat } from './door-button';
import { useStep } from './use-desk';
import type { Running } from './use-running';

const SECOND = 1000;

/** The booking that runs: how long it is good for, where, and what to do. */
export function RunningCard({ running }: { running: Running }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { booking, phase, leftMs, doors } = running;
  const look = lookOf(phase, leftMs);
  const time = endOf(booking) ?? booking.bookedAt;
  const ways = doorsThat(doors, 'in');
  return (
    <View className={`card running running--${look.tone}`}>
      <Tag {...look}>{t(`booking.phases.${phase}`)}</Tag>
      <View>
        <Text className="title">{pick(booking.venue.name)}</Text>
        <Text className="weak">{pick(booking.hall.name)}</Text>
      </View>
      <Ring running={running} />
      <Text className="running__text">{t(`booking.text.${phase}`, { time: at(time), clock: clockOf(time) })}</Text>
      {phase === 'held' && ways.length > 0 && (
        <View className="point">
          <Icon name="location" />
          <Text className="point__text">
            {t('booking.doorsIn', { doors: ways.map(({ name }) => pick(name)).join(t('booking.and')) })}
          </Text>
        </View>
      )}
      <GivingUp running={running} />
    </View>
  );
}

function Ring({ running: { phase, leftMs, wholeMs } }: { running: Running }) {
  const { t } = useWords();
  const { left } = useCampusTime();
  if (phase !== 'offered' && phase !== 'held' && phase !== 'in_use') {
    return null;
  }
  return (
    <TimeRing
      leftMs={leftMs}
      wholeMs={wholeMs}
      word={t(`booking.ring.${phase}`)}
      label={t(`booking.left.${phase}`, { left: left(Math.ceil(leftMs / SECOND) * SECOND) })}
    />
  );
}

/** Cancelling, or not taking what is offered. */
function GivingUp({ running: { booking, phase } }: { running: Running }) {
  const { t } = useWords();
  const [asking, ask] = useState(false);
  const step = useStep(booking.id);
  const next = BOOKING_NEXT[booking.state];
  const way = next.cancel ? 'cancel' : next.decline ? 'decline' : null;
  if (way === null || phase === 'void') {
    return null;
  }
  return (
    <View className="running__foot">
      <TextButton icon="close" tone="danger" onClick={() => ask(true)}>
        {t(`booking.${way}`)}
      </TextButton>
      <Confirm
        open={asking}
        danger
        title={t(`booking.${way}Ask`)}
        text={t(`booking.${way}Text`)}
        word={t(`booking.${way}`)}
        stayWord={t('booking.keep')}
        busy={step.isPending}
        error={step.error}
        onConfirm={() => step.mutate(way, { onSuccess: () => ask(false) })}
        onClose={() => ask(false)}
      />
    </View>
  );
}
