import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { EXEMPT_PASS_NEXT, type ExemptPassState, type ExemptPassView } from '@shared/pass';
import { Callout } from '@/components/callout';
import { Confirm } from '@/components/confirm';
import { EvidencePhoto } from '@/components/evidence-photo';
import { Icon, type IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { OwnComments } from '@/components/own-comments';
import { Page } from '@/components/page';
import type { Tone } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openPass } from '@/pages/routes';
import { useSettling } from '@/state/use-settling';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { useExemptWithdrawal } from './use-exempt';

interface Props {
  application: ExemptPassView;
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** an application can be made now */
  isOffered: boolean;
  /** a decision that could still be taken back has taken effect */
  onSettled: () => void;
  onChange: () => void;
  onNew: () => void;
}

const LOOKS: Record<ExemptPassState, { icon: IconName; tone: Tone }> = {
  submitted: { icon: 'clock', tone: 'info' },
  approved: { icon: 'done', tone: 'good' },
  returned: { icon: 'edit', tone: 'warn' },
  rejected: { icon: 'failed', tone: 'danger' },
  withdrawn: { icon: 'close', tone: 'plain' },
};

/** How the application stands, and what happens next. */
export function ExemptStanding({ application, aheadMs, isOffered, onSettled, onChange, onNew }: Props) {
  const { t, book } = useWords();
  const { at } = useCampusTime();
  const { state, approver, correction, submittedAt, photo, reason } = application;
  const deciding = useSettling(application.settlesAt, aheadMs, onSettled);
  const { icon, tone } = LOOKS[state];
  const hasPass = state === 'approved' && !isOffered;
  return (
    <Page
      title={t('exempt.title')}
      action={<MainAction hasPass={hasPass} canApply={isOffered} {...{ state, onNew }} />}
    >
      <View className="card card--result">
        <View className={`result__round tone--${tone}`}>
          <Icon name={icon} size={48} />
        </View>
        <Text className="title">{t(`exempt.standing.${state}`)}</Text>
        <Text className="weak">
          {t(`exempt.standing.${state}Text`, { name: approver.name, time: at(submittedAt) })}
        </Text>
      </View>
      {deciding && <Callout tone="info" icon="clock" title={t('returning.deciding')} />}
      {state === 'rejected' && correction && (
        <Callout
          tone="danger"
          icon="failed"
          title={correction.reason ? book.approvals.reasons[correction.reason] : t('returning.why')}
          text={correction.comment ? t('returning.quote', { comment: correction.comment }) : undefined}
        />
      )}
      {state === 'submitted' && <OwnComments kind="exempt_pass" id={application.id} />}
      <View className="card handed-in">
        {photo && (
          <EvidencePhoto
            photo={{ uploadId: photo.id, addresses: photo.addresses }}
            variant="thumbnail"
            label={t('exempt.photo')}
          />
        )}
        <View className="list__main">
          <Text className="field__hint">{t('exempt.reason')}</Text>
          <Text className="verbatim">{reason}</Text>
          <Text className="field__hint">{t('returning.approver')}</Text>
          <Text>{approver.name}</Text>
        </View>
      </View>
      {!deciding && <Actions application={application} onChange={onChange} />}
    </Page>
  );
}

interface MainProps {
  state: ExemptPassState;
  hasPass: boolean;
  canApply: boolean;
  onNew: () => void;
}

function MainAction({ state, hasPass, canApply, onNew }: MainProps) {
  const { t } = useWords();
  if (hasPass || !canApply || state === 'submitted') {
    return (
      <MainButton kind={hasPass ? 'main' : 'second'} onClick={openPass}>
        {t('exempt.seePass')}
      </MainButton>
    );
  }
  return <MainButton onClick={onNew}>{t('exempt.again')}</MainButton>;
}

function Actions({ application: { id, state }, onChange }: { application: ExemptPassView; onChange: () => void }) {
  const { t } = useWords();
  const [asking, ask] = useState(false);
  const withdrawal = useExemptWithdrawal(id);
  const next = EXEMPT_PASS_NEXT[state];
  if (!next.submit && !next.withdraw) {
    return null;
  }
  return (
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
      <Confirm
        open={asking}
        danger
        title={t('returning.withdrawAsk')}
        text={t('exempt.withdrawText')}
        word={t('returning.withdraw')}
        busy={withdrawal.isPending}
        error={withdrawal.error}
        onConfirm={() => withdrawal.mutate(undefined, { onSuccess: () => ask(false) })}
        onClose={() => ask(false)}
      />
    </View>
  );
}
