import { View } from '@tarojs/components';
import { useState } from 'react';
import { Confirm } from '@/components/confirm';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { useWords } from '@/words/use-words';
import { DoorButton, doorsThat } from './door-button';
import { useStep } from './use-desk';
import type { Running } from './use-running';

/** The one thing to do about the booking that runs, at thumb height. */
export function RunningBar({ running }: { running: Running }) {
  const { phase, doors } = running;
  switch (phase) {
    case 'offered':
      return <Accept running={running} />;
    case 'held':
      return <DoorButton doors={doors} direction="in" />;
    case 'in_use':
    case 'overdue':
    case 'late':
      return (
        <View className="booking-bar">
          {doorsThat(doors, 'out').length > 0 && (
            <View className="booking-bar__part">
              <DoorButton doors={doors} direction="out" kind="second" />
            </View>
          )}
          <View className="booking-bar__part">
            <End running={running} />
          </View>
        </View>
      );
    case 'void':
      return null;
  }
}

function Accept({ running: { booking } }: { running: Running }) {
  const { t } = useWords();
  const step = useStep(booking.id);
  return (
    <>
      {step.error && <ProblemPanel error={step.error} />}
      <MainButton busy={step.isPending} onClick={() => step.mutate('accept')}>
        {t('booking.accept')}
      </MainButton>
    </>
  );
}

function End({ running: { booking } }: { running: Running }) {
  const { t } = useWords();
  const [asking, ask] = useState(false);
  const step = useStep(booking.id);
  return (
    <>
      <MainButton onClick={() => ask(true)}>{t('booking.end')}</MainButton>
      <Confirm
        open={asking}
        title={t('booking.endAsk')}
        text={t('booking.endText')}
        word={t('booking.end')}
        busy={step.isPending}
        error={step.error}
        onConfirm={() => step.mutate('end')}
        onClose={() => ask(false)}
      />
    </>
  );
}
