import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { LEAVING_NEXT, type LeavingState, type LeavingView } from '@shared/leaving';
import { Callout } from '@/components/callout';
import { Confirm } from '@/components/confirm';
import { Icon, type IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import type { Tone } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { useLeavingWithdrawal } from './use-leaving';

interface Props {
  application: LeavingView;
  onChange: () => void;
  onNew: () => void;
}

const LOOKS: Record<LeavingState, { icon: IconName; tone: Tone }> = {
  submitted: { icon: 'clock', tone: 'info' },
  approved: { icon: 'done', tone: 'good' },
  returned: { icon: 'edit', tone: 'warn' },
  rejected: { icon: 'failed', tone: 'danger' },
  withdrawn: { icon: 'close', tone: 'plain' },
  left: { icon: 'leave', tone: 'plain' },
};

/** How the application stands, and what happens next. */
export function LeavingStanding({ application, onChange, onNew }: Props) {
  const { t, book } = useWords();
  const { at } = useCampusTime();
  const [asking, ask] = useState(false);
  const { id, state, approver, leavesAt, destination, reason, correction } = application;
  const withdrawal = useLeavingWithdrawal(id);
  const next = LEAVING_NEXT[state];
  const hasEnded = Object.keys(next).length === 0;
  const { icon, tone } = LOOKS[state];
  const facts = { name: approver?.name ?? '', time: at(leavesAt) };
  const why = correction && [correction.reason && book.approvals.reasons[correction.reason], correction.comment];
  return (
    <Page
      title={t('leaving.title')}
      action={hasEnded ? <MainButton onClick={onNew}>{t('leaving.again')}</MainButton> : undefined}
    >
      <View className="card card--result">
        <View className={`result__round tone--${tone}`}>
          <Icon name={icon} size={48} />
        </View>
        <Text className="title">{t(`leaving.standing.${state}`)}</Text>
        <Text className="weak">{t(`leaving.standing.${state}Text`, facts)}</Text>
      </View>
      {state === 'rejected' && why && (
        <Callout tone="danger" icon="failed" title={t('returning.why')} text={why.filter(Boolean).join(' · ')} />
      )}
      <View className="card">
        <Fact label={t('leaving.leavesAt')} words={at(leavesAt)} />
        <Fact label={t('leaving.destination')} words={destination} />
        <Fact label={t('leaving.reason')} words={reason} />
        {approver && <Fact label={t('returning.approver')} words={approver.name} />}
      </View>
      {!hasEnded && (
        <View className="card card--actions">
          {next.submit && (
            <TextButton icon="edit" onClick={onChange}>
              {t('returning.changeSubmitted')}
            </TextButton>
          )}
          {next.withdraw && (
            <TextButton icon="close" tone="danger" onClick={() => ask(true)}>
              {t('returning.withdraw')}
            </TextButton>
          )}
        </View>
      )}
      <Confirm
        open={asking}
        danger
        title={t('leaving.withdrawAsk')}
        word={t('returning.withdraw')}
        busy={withdrawal.isPending}
        error={withdrawal.error}
        onConfirm={() => withdrawal.mutate(undefined, { onSuccess: () => ask(false) })}
        onClose={() => ask(false)}
      />
    </Page>
  );
}

function Fact({ label, words }: { label: string; words: string }) {
  return (
    <View className="fact fact--line">
      <View className="fact__body">
        <Text className="field__hint">{label}</Text>
        <Text>{words}</Text>
      </View>
    </View>
  );
}
